package io.hipaaoperator.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiServerSecretTest {
  private static final EncryptionKeySpec SPEC =
      Serialization.unmarshal(
          "---\n{alias: alias/phi/records, apiServerEncryption: {namespace: kube-system, image: plugin}}",
          EncryptionKeySpec.class);
  private static final ClusterKey KEY =
      new ClusterKey(
          "records", "uid-1", SPEC, "arn:aws:kms:us-east-1:111122223333:key/a", "us-east-1");
  private static final Secret SECRET =
      ApiServerSecret.of(KEY, SPEC.apiServer().orElseThrow(), "kube-system");

  @Test
  void itHasAllFilesAndAnOwner() {
    assertThat(SECRET.getMetadata().getName()).isEqualTo("records-apiserver-encryption");
    assertThat(SECRET.getMetadata().getNamespace()).isEqualTo("kube-system");
    assertThat(SECRET.getMetadata().getOwnerReferences().getFirst().getUid()).isEqualTo("uid-1");
    assertThat(SECRET.getType()).isEqualTo("Opaque");
    assertThat(SECRET.getData())
        .containsOnlyKeys(
            "README.md",
            "encryption-configuration-reading.yaml",
            "encryption-configuration.yaml",
            "kms-plugin.yaml",
            "kubeadm-cluster-configuration.yaml");
    assertThat(
            new String(Base64.getDecoder().decode(SECRET.getData().get("kms-plugin.yaml")), UTF_8))
        .contains("--key=arn:aws:kms:us-east-1:111122223333:key/a");
  }

  @Test
  void anotherTextWeakensAndOneThatIsGoneDoesNot() {
    var family = new ApiServerFamily(KEY);
    Secret changed = new SecretBuilder(SECRET).addToData("kms-plugin.yaml", "AA==").build();

    assertThat(family.weakens(SECRET, Optional.of(changed))).isTrue();
    assertThat(family.weakens(SECRET, Optional.of(SECRET))).isFalse();
    assertThat(family.weakens(SECRET, Optional.empty())).isFalse();
    assertThat(family.bearsName(SECRET)).isTrue();
  }
}

package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.hipaaoperator.api.EncryptionKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyConfigMapTest {
  private static final ClusterKey KEY = key("arn:aws:kms:us-east-1:111122223333:key/a");
  private static final KeyFamily FAMILY = new KeyFamily(KEY, List.of(), _ -> false);

  /** Applications rely on each word. */
  @Test
  void anApplicationIsToldWhatItNeeds() {
    ConfigMap told = KeyConfigMap.of(KEY, "clinic");

    assertThat(told.getMetadata().getNamespace()).isEqualTo("clinic");
    assertThat(told.getMetadata().getName()).isEqualTo("records-key");
    assertThat(told.getData())
        .isEqualTo(
            Map.of(
                "KMS_KEY_ALIAS",
                "alias/phi/records",
                "KMS_KEY_ARN",
                "arn:aws:kms:us-east-1:111122223333:key/a",
                "KMS_KEY_REGION",
                "us-east-1",
                "KMS_ENCRYPTION_CONTEXT",
                "{\"hipaa-operator.io/namespace\":\"clinic\"}"));
  }

  @Test
  void childrenOfSeveralNamespacesHaveNamesOfTheirOwn() {
    assertThat(FAMILY.name(KeyConfigMap.of(KEY, "clinic"))).isEqualTo("clinic/records-key");
    assertThat(FAMILY.bearsName(KeyConfigMap.of(KEY, "billing"))).isTrue();
  }

  @Test
  void toTellOfAnotherKeyWeakensAndToTellNothingDoesNot() {
    ConfigMap wanted = KeyConfigMap.of(KEY, "clinic");
    ConfigMap changed = KeyConfigMap.of(key("arn:theirs"), "clinic");

    assertThat(FAMILY.weakens(wanted, Optional.of(changed))).isTrue();
    assertThat(FAMILY.weakens(wanted, Optional.of(wanted))).isFalse();
    assertThat(FAMILY.weakens(wanted, Optional.empty())).isFalse();
  }

  private static ClusterKey key(String arn) {
    EncryptionKeySpec spec = KeySpecs.of("alias/phi/records", "");
    return new ClusterKey("records", "uid-1", spec, arn, "us-east-1");
  }
}

package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** The data keys of namespaces, in a real cluster and with a KMS that encrypts. */
@ExtendWith(ClusterExtension.class)
record DataKeyIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {
  private static final String ENDING = "-datakey";
  private static final String CIPHERTEXT = "KMS_DATA_KEY";
  private static final String OTHER = "b3Ro".repeat(40);

  /** As an application does. */
  @Test
  void whatTheConfigMapHasIsDecryptedWithItsContextAlone() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap map = key.awaitMap(namespace, ENDING);
      Map<String, String> context = context(map);

      assertThat(decrypted(map, context)).hasSize(32);
      assertThat(context)
          .isEqualTo(
              Map.of(
                  "hipaa-operator.io/namespace",
                  namespace.name(),
                  "hipaa-operator.io/encryption-key",
                  key.name()));
      assertThatThrownBy(() -> decrypted(map, Map.of()))
          .isInstanceOf(InvalidCiphertextException.class);
      assertThatThrownBy(() -> decrypted(map, Map.of(KeyConfigMap.CONTEXT, namespace.name())))
          .isInstanceOf(InvalidCiphertextException.class);
      assertThat(map.getData())
          .containsEntry("KMS_DATA_KEY_ARN", key.status().arn())
          .containsEntry("KMS_DATA_KEY_REGION", "us-east-1");
      assertThat(key.map(other, ENDING).get()).isNull();
      assertThat(key.status().dataKeys())
          .extracting(DataKey::namespace, DataKey::ciphertext)
          .containsExactly(tuple(namespace.name(), map.getData().get(CIPHERTEXT)));
      assertThat(key.events()).contains("DataKeyMade");

      String version = key.get().getMetadata().getResourceVersion();
      key.awaitLooks(operator);
      assertThat(key.map(namespace, ENDING).get().getMetadata().getResourceVersion())
          .isEqualTo(map.getMetadata().getResourceVersion());
      assertThat(key.get().getStatus()).isEqualTo(key.status());
      assertThat(version).isNotEmpty();
    }
  }

  @Test
  void eachNamespaceHasItsOwn() {
    other.label("phi", TestKey.mark(namespace));
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap one = key.awaitMap(namespace, ENDING);
      ConfigMap two = key.awaitMap(other, ENDING);

      assertThat(decrypted(one, context(one))).isNotEqualTo(decrypted(two, context(two)));
      assertThatThrownBy(() -> decrypted(one, context(two)))
          .isInstanceOf(InvalidCiphertextException.class);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void oneThatIsDeletedIsPutBackAsItWas() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      key.map(namespace, ENDING).delete();

      DriftStatus drift = key.awaitDrift();
      assertThat(drift.type()).isEqualTo("Deleted");
      assertThat(drift.name()).isEqualTo(namespace.name() + "/" + key.name() + "-datakey");
      ConfigMap again = key.awaitMap(namespace, ENDING);
      assertThat(again.getData()).isEqualTo(before.getData());
      assertThat(again.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** It can't be edited: somebody deletes it and makes another one, as kubectl replace --force. */
  @Test
  void oneThatIsReplacedIsPutBackAndWhatStoodThereIsKept() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      assertThat(edit(key, "{\"data\":{\"" + CIPHERTEXT + "\":\"" + OTHER + "\"}}").getCode())
          .isEqualTo(422);
      replace(key, edited(before));

      DriftStatus drift = key.awaitDrift("data." + CIPHERTEXT);
      assertThat(drift.manager()).isEqualTo("night-shift");
      assertThat(drift.weakens()).isTrue();
      ConfigMap again =
          Eventually.until(
              () -> key.awaitMap(namespace, ENDING), map -> map.getData().equals(before.getData()));
      assertThat(again.getImmutable()).isTrue();
      DataKey kept = key.status().dataKeys().getFirst();
      assertThat(kept.ciphertext()).isEqualTo(before.getData().get(CIPHERTEXT));
      assertThat(kept.replaced()).containsExactly(OTHER);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** The same ciphertext, whoever brought it back, as from a backup. */
  @Test
  void itIsKnownAgainByWhatIsInIt() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      replace(
          key,
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName(before.getMetadata().getName())
              .withNamespace(namespace.name())
              .endMetadata()
              .withData(before.getData())
              .build());

      ConfigMap now =
          Eventually.until(
              () -> key.awaitMap(namespace, ENDING),
              map -> Boolean.TRUE.equals(map.getImmutable()));
      assertThat(now.getData()).isEqualTo(before.getData());
      assertThat(now.getMetadata().getLabels()).containsEntry(Api.ENCRYPTION_KEY, key.name());
      assertThat(key.reason()).isEqualTo("Converged");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamesakeOfSomebodyElseIsLeftAloneAndNamed() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = TestKey.declare(cluster, "").ready()) {
      ConfigMap theirs =
          new ConfigMapBuilder()
              .withNewMetadata()
              .withName(key.name() + "-datakey")
              .withNamespace(namespace.name())
              .endMetadata()
              .addToData(CIPHERTEXT, OTHER)
              .build();
      cluster.admin().resource(theirs).create();
      namespace.label("phi", TestKey.mark(namespace));

      key.apply(spec());

      assertThat(key.awaitReady("NameConflict").getMessage())
          .contains(namespace.name() + "/" + key.name() + "-datakey");
      assertThat(key.map(namespace, ENDING).get().getData()).isEqualTo(theirs.getData());
      assertThat(key.status().dataKeys()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamespaceThatIsNotAllowedAnyMoreKeepsItsOwn() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      namespace.label("phi", "no-longer");

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("KeptUnallowed"));
      key.awaitLooks(operator);
      assertThat(key.awaitMap(namespace, ENDING).getMetadata().getUid())
          .isEqualTo(before.getMetadata().getUid());
    }
  }

  /** Until it is released nobody deletes the resource; then its ConfigMap is not collected. */
  @Test
  void theResourceStaysUntilItIsReleasedAndTheConfigMapForEver() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      key.await(status -> Objects.equals(status.userTotal(), 1));
      assertThat(refusal(key).getMessage())
          .contains("is used by DataKey " + namespace.name() + "/" + key.name() + "-datakey")
          .contains("spec.dataKey.released");

      key.apply(
          "configMap: {}, allowedNamespaces: {matchLabels: {phi: %s}}, dataKey: {released: [%s]}"
              .formatted(TestKey.mark(namespace), namespace.name()));
      key.await(status -> Objects.equals(status.userTotal(), 0) && !status.inventory().isEmpty());
      Eventually.until(() -> key.map(namespace, "-key").get() != null, Boolean::booleanValue);
      String[] made = key.made().toArray(String[]::new);
      key.resource().delete();
      Eventually.until(() -> key.map(namespace, "-key").get() == null, Boolean::booleanValue);

      assertThat(key.map(namespace, ENDING).get()).isNotNull();
      assertThat(key.awaitMap(namespace, ENDING).getData()).isEqualTo(before.getData());
      assertThat(operator.httpPort()).isPositive();
      adopted(key, made[0], before);
    }
  }

  /** A resource of the same name that takes the key over goes on with the same data key. */
  private void adopted(TestKey key, String id, ConfigMap before) {
    String arn = before.getData().get("KMS_DATA_KEY_ARN");
    key.apply(spec() + ", keyRef: {arn: '%s'}, managePolicy: true".formatted(arn));
    key.ready();

    assertThat(key.id()).isEqualTo(id);
    assertThat(key.status().dataKeys())
        .extracting(DataKey::ciphertext)
        .containsExactly(before.getData().get(CIPHERTEXT));
    assertThat(key.awaitMap(namespace, ENDING).getMetadata().getUid())
        .isEqualTo(before.getMetadata().getUid());
  }

  @Test
  void observeMakesNone() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      key.awaitMap(namespace, ENDING);
      key.apply(spec() + ", enforcement: Observe");
      key.awaitReady("Observing");
      other.label("phi", TestKey.mark(namespace));

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("Observing"));
      assertThat(key.condition("DataKeys").orElseThrow().getMessage()).contains(other.name());
      assertThat(key.map(other, ENDING).get()).isNull();
      assertThat(key.status().dataKeys()).hasSize(1);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aDisabledKeyMakesNoneAndOneIsMadeAsSoonAsItIsEnabled() {
    try (var operator = TestKey.operator(cluster, namespace, other);
        var key = declare().ready()) {
      ConfigMap before = key.awaitMap(namespace, ENDING);
      String id = key.id();
      Keys.KMS.disableKey(r -> r.keyId(id));
      other.label("phi", TestKey.mark(namespace));

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("DataKeyWaits"));
      assertThat(key.map(other, ENDING).get()).isNull();
      Keys.KMS.enableKey(r -> r.keyId(id));
      key.look();
      key.awaitMap(other, ENDING);
      assertThat(key.awaitMap(namespace, ENDING).getData()).isEqualTo(before.getData());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private KubernetesClientException refusal(TestKey key) {
    var failure =
        catchThrowableOfType(KubernetesClientException.class, () -> key.resource().delete());
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }

  private static byte[] decrypted(ConfigMap map, Map<String, String> context) {
    byte[] sealed = Base64.getDecoder().decode(map.getData().get(CIPHERTEXT));
    return Keys.KMS
        .decrypt(
            r ->
                r.keyId(map.getData().get("KMS_DATA_KEY_ARN"))
                    .ciphertextBlob(SdkBytes.fromByteArray(sealed))
                    .encryptionContext(context))
        .plaintext()
        .asByteArray();
  }

  private static Map<String, String> context(ConfigMap map) {
    try {
      return new ObjectMapper()
          .readValue(map.getData().get("KMS_DATA_KEY_CONTEXT"), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private KubernetesClientException edit(TestKey key, String merge) {
    return catchThrowableOfType(
        KubernetesClientException.class, () -> TestKey.edit(key.map(namespace, ENDING), merge));
  }

  private static ConfigMap edited(ConfigMap before) {
    return new ConfigMapBuilder(before)
        .editMetadata()
        .withUid(null)
        .withResourceVersion(null)
        .withManagedFields()
        .endMetadata()
        .addToData(CIPHERTEXT, OTHER)
        .build();
  }

  /** The operator may be faster and put back what is missing: then once more. */
  private void replace(TestKey key, ConfigMap by) {
    Eventually.succeeds(
        Duration.ofSeconds(60),
        () -> {
          key.map(namespace, ENDING).delete();
          cluster.admin().resource(by).fieldManager("night-shift").serverSideApply();
        });
  }

  private TestKey declare() {
    namespace.label("phi", TestKey.mark(namespace));
    return TestKey.declare(cluster, spec());
  }

  private String spec() {
    return "dataKey: {}, allowedNamespaces: {matchLabels: {phi: %s}}"
        .formatted(TestKey.mark(namespace));
  }
}

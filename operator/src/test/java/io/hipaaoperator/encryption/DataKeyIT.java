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
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
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
  private static final String CIPHERTEXT = "KMS_DATA_KEY";
  private static final String OTHER = "b3Ro".repeat(40);

  /** As an application does. */
  @Test
  void whatTheConfigMapHasIsDecryptedWithItsContextAlone() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap map = await(key, namespace);
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
      assertThat(map(key, other).get()).isNull();
      assertThat(key.status().dataKeys())
          .extracting(DataKey::namespace, DataKey::ciphertext)
          .containsExactly(tuple(namespace.name(), map.getData().get(CIPHERTEXT)));
      assertThat(key.events()).contains("DataKeyMade");

      String version = key.get().getMetadata().getResourceVersion();
      key.awaitLooks(operator);
      assertThat(map(key, namespace).get().getMetadata().getResourceVersion())
          .isEqualTo(map.getMetadata().getResourceVersion());
      assertThat(key.get().getStatus()).isEqualTo(key.status());
      assertThat(version).isNotEmpty();
    }
  }

  @Test
  void eachNamespaceHasItsOwn() {
    other.label("phi", mark());
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap one = await(key, namespace);
      ConfigMap two = await(key, other);

      assertThat(decrypted(one, context(one))).isNotEqualTo(decrypted(two, context(two)));
      assertThatThrownBy(() -> decrypted(one, context(two)))
          .isInstanceOf(InvalidCiphertextException.class);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void oneThatIsDeletedIsPutBackAsItWas() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
      map(key, namespace).delete();

      DriftStatus drift = key.awaitDrift();
      assertThat(drift.type()).isEqualTo("Deleted");
      assertThat(drift.name()).isEqualTo(namespace.name() + "/" + key.name() + "-datakey");
      ConfigMap again = await(key, namespace);
      assertThat(again.getData()).isEqualTo(before.getData());
      assertThat(again.getMetadata().getUid()).isNotEqualTo(before.getMetadata().getUid());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** It can't be edited: somebody deletes it and makes another one, as kubectl replace --force. */
  @Test
  void oneThatIsReplacedIsPutBackAndWhatStoodThereIsKept() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
      assertThat(edit(key, "{\"data\":{\"" + CIPHERTEXT + "\":\"" + OTHER + "\"}}").getCode())
          .isEqualTo(422);
      replace(key, edited(before));

      DriftStatus drift = key.awaitDrift("data." + CIPHERTEXT);
      assertThat(drift.manager()).isEqualTo("night-shift");
      assertThat(drift.weakens()).isTrue();
      ConfigMap again =
          Eventually.until(
              () -> await(key, namespace), map -> map.getData().equals(before.getData()));
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
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
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
              () -> await(key, namespace), map -> Boolean.TRUE.equals(map.getImmutable()));
      assertThat(now.getData()).isEqualTo(before.getData());
      assertThat(now.getMetadata().getLabels()).containsEntry(Api.ENCRYPTION_KEY, key.name());
      assertThat(key.reason()).isEqualTo("Converged");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamesakeOfSomebodyElseIsLeftAloneAndNamed() {
    try (var operator = operator();
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
      namespace.label("phi", mark());

      key.apply(spec());

      assertThat(key.awaitReady("NameConflict").getMessage())
          .contains(namespace.name() + "/" + key.name() + "-datakey");
      assertThat(map(key, namespace).get().getData()).isEqualTo(theirs.getData());
      assertThat(key.status().dataKeys()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aNamespaceThatIsNotAllowedAnyMoreKeepsItsOwn() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
      namespace.label("phi", "no-longer");

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("KeptUnallowed"));
      key.awaitLooks(operator);
      assertThat(await(key, namespace).getMetadata().getUid())
          .isEqualTo(before.getMetadata().getUid());
    }
  }

  /** Until it is released nobody deletes the resource; then its ConfigMap is not collected. */
  @Test
  void theResourceStaysUntilItIsReleasedAndTheConfigMapForEver() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
      key.await(status -> Objects.equals(status.userTotal(), 1));
      assertThat(refusal(key).getMessage())
          .contains("is used by DataKey " + namespace.name() + "/" + key.name() + "-datakey")
          .contains("spec.dataKey.released");

      key.apply(
          "configMap: {}, allowedNamespaces: {matchLabels: {phi: %s}}, dataKey: {released: [%s]}"
              .formatted(mark(), namespace.name()));
      key.await(status -> Objects.equals(status.userTotal(), 0) && !status.inventory().isEmpty());
      Eventually.until(() -> told(key).get() != null, Boolean::booleanValue);
      String[] made = key.made().toArray(String[]::new);
      key.resource().delete();
      Eventually.until(() -> told(key).get() == null, Boolean::booleanValue);

      assertThat(map(key, namespace).get()).isNotNull();
      assertThat(await(key, namespace).getData()).isEqualTo(before.getData());
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
    assertThat(await(key, namespace).getMetadata().getUid())
        .isEqualTo(before.getMetadata().getUid());
  }

  @Test
  void observeMakesNone() {
    try (var operator = operator();
        var key = declare().ready()) {
      await(key, namespace);
      key.apply(spec() + ", enforcement: Observe");
      key.awaitReady("Observing");
      other.label("phi", mark());

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("Observing"));
      assertThat(key.condition("DataKeys").orElseThrow().getMessage()).contains(other.name());
      assertThat(map(key, other).get()).isNull();
      assertThat(key.status().dataKeys()).hasSize(1);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void aDisabledKeyMakesNoneAndOneIsMadeAsSoonAsItIsEnabled() {
    try (var operator = operator();
        var key = declare().ready()) {
      ConfigMap before = await(key, namespace);
      String id = key.id();
      Keys.KMS.disableKey(r -> r.keyId(id));
      other.label("phi", mark());

      key.await(_ -> key.condition("DataKeys").orElseThrow().getReason().equals("DataKeyWaits"));
      assertThat(map(key, other).get()).isNull();
      Keys.KMS.enableKey(r -> r.keyId(id));
      key.look();
      await(key, other);
      assertThat(await(key, namespace).getData()).isEqualTo(before.getData());
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
        KubernetesClientException.class,
        () ->
            map(key, namespace)
                .patch(
                    new PatchContext.Builder()
                        .withPatchType(PatchType.JSON_MERGE)
                        .withFieldManager("night-shift")
                        .build(),
                    merge));
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
        Duration.ofSeconds(20),
        () -> {
          map(key, namespace).delete();
          cluster.admin().resource(by).fieldManager("night-shift").serverSideApply();
        });
  }

  private TestKey declare() {
    namespace.label("phi", mark());
    return TestKey.declare(cluster, spec());
  }

  private String spec() {
    return "dataKey: {}, allowedNamespaces: {matchLabels: {phi: %s}}".formatted(mark());
  }

  /** What only the namespaces of this test are labelled with. */
  private String mark() {
    return "of-" + namespace.name();
  }

  private ConfigMap await(TestKey key, TestNamespace in) {
    return Objects.requireNonNull(Eventually.until(() -> map(key, in).get(), map -> map != null));
  }

  private Resource<ConfigMap> map(TestKey key, TestNamespace in) {
    return cluster.admin().configMaps().inNamespace(in.name()).withName(key.name() + "-datakey");
  }

  private Resource<ConfigMap> told(TestKey key) {
    return cluster.admin().configMaps().inNamespace(namespace.name()).withName(key.name() + "-key");
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace, other),
        cluster.operator());
  }
}

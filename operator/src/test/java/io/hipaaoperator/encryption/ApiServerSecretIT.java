package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.hipaaoperator.OperatorConfig;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a key has for whoever runs the control plane, with the rights that the chart gives. */
@ExtendWith(ClusterExtension.class)
record ApiServerSecretIT(TestCluster cluster, TestNamespace namespace) {
  private static final String DECLARED =
      "apiServerEncryption: {namespace: %s, image: 'registry.local/plugin:v1'}";

  @AfterEach
  void restore() {
    cluster.install("--set", "replicas=0");
  }

  @Test
  void theSecretIsThereAndWhatSomebodyChangesIsPutBack() {
    try (var key = TestKey.declare(cluster, "");
        var operator = TestKey.operator(cluster, namespace)) {
      allow(key);
      key.ready().apply(declared());
      Secret made = await(key);
      assertThat(key.await(status -> !status.inventory().isEmpty()).inventory())
          .extracting(child -> child.kind() + " " + child.namespace() + "/" + child.name())
          .containsExactly(
              "Secret " + namespace.name() + "/" + key.name() + "-apiserver-encryption");
      key.ready().awaitLooks(operator);
      assertThat(secret(key).get().getMetadata().getResourceVersion())
          .isEqualTo(made.getMetadata().getResourceVersion());

      TestKey.edit(secret(key), "{\"data\":{\"kms-plugin.yaml\":\"aHVudGVyMg==\"}}");
      key.look();
      DriftStatus changed = key.awaitDrift("data.[kms-plugin.yaml]");
      assertThat(changed.manager()).isEqualTo("night-shift");
      assertThat(changed.weakens()).isTrue();
      assertThat(key.get().toString()).doesNotContain("aHVudGVyMg==", "hunter2");
      assertThat(secret(key).get().getData()).isEqualTo(made.getData());

      secret(key).delete();
      key.look();
      assertThat(await(key).getMetadata().getUid()).isNotEqualTo(made.getMetadata().getUid());
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** The local cluster's API server has no configuration of encryption. */
  @Test
  void anApiServerThatStoresInPlainIsSaidTo() {
    try (var key = TestKey.declare(cluster, declared());
        var operator = TestKey.operator(cluster, namespace)) {
      allow(key);
      key.look();
      key.ready();

      assertThat(Eventually.until(() -> reason(key), "NotEncrypted"::equals)).isNotEmpty();
      assertThat(key.condition("ApiServerEncrypted").orElseThrow().getStatus()).isEqualTo("False");
      assertThat(key.condition("Compliant").orElseThrow().getMessage()).contains("A4");
      assertThat(key.condition("InUse").orElseThrow().getMessage())
          .contains("APIServer kube-apiserver");
      EncryptionKeyStatus before = key.status();
      key.awaitLooks(operator);
      assertThat(key.status()).isEqualTo(before);
    }
  }

  @Test
  void withoutTheRightNothingIsKnownAndNothingWritten() {
    try (var key = TestKey.declare(cluster, declared());
        var operator = TestKey.operator(cluster, namespace)) {
      assertThat(key.awaitReady("NotReadable").getMessage())
          .contains(
              "Secret " + namespace.name() + "/" + key.name(), "apiServerEncryption.namespace");
      assertThat(key.condition("ApiServerEncrypted").orElseThrow().getStatus())
          .isEqualTo("Unknown");
      assertThat(key.condition("ApiServerEncrypted").orElseThrow().getMessage())
          .contains("/metrics", "apiServerEncryption.enabled");
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("Unknown");
      assertThat(secret(key).get()).isNull();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** It may be removed, and then no longer protects the key. */
  @Test
  void withTheDeclarationTheSecretGoes() {
    try (var key = TestKey.declare(cluster, declared());
        var operator = TestKey.operator(cluster, namespace)) {
      allow(key);
      key.look();
      await(key);
      key.await(
          status -> status.inventory().stream().anyMatch(child -> child.kind().equals("Secret")));

      key.apply("");

      Eventually.until(() -> secret(key).get() == null, Boolean::booleanValue);
      key.ready();
      assertThat(key.condition("ApiServerEncrypted")).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** As when the declaration goes before the status with the Secret could be written. */
  @Test
  void aSecretThatTheStatusNeverHadGoesWithTheDeclaration() {
    try (var key = TestKey.declare(cluster, declared())) {
      allow(key);
      try (var operator = TestKey.operator(cluster, namespace)) {
        key.ready();
        await(key);
        assertThat(operator.httpPort()).isPositive();
      }
      key.forget("inventory");
      key.apply("");

      try (var operator = RunningOperator.start(knowing(key), cluster.operator())) {
        Eventually.until(() -> secret(key).get() == null, Boolean::booleanValue);
        key.ready().awaitLooks(operator);
        assertThat(key.status().inventory()).isEmpty();
      }
    }
  }

  /** Nobody looks again for minutes: it is the watch that tells. */
  @Test
  void whatSomebodyChangesIsSeenAtOnceByWhoHasTheRightToWatchIt() {
    try (var key = TestKey.declare(cluster, declared())) {
      allow(key);
      try (var operator =
          RunningOperator.start(knowing(key, Duration.ofMinutes(10)), cluster.operator())) {
        key.ready();
        Secret made = await(key);

        TestKey.edit(secret(key), "{\"data\":{\"kms-plugin.yaml\":\"aHVudGVyMg==\"}}");

        assertThat(key.awaitDrift("data.[kms-plugin.yaml]").manager()).isEqualTo("night-shift");
        assertThat(secret(key).get().getData()).isEqualTo(made.getData());
        assertThat(operator.httpPort()).isPositive();
      }
    }
  }

  /** One of that name which is somebody else's stays. */
  @Test
  void aNamesakeOfSomebodyElseIsLeftAlone() {
    try (var key = TestKey.declare(cluster, "")) {
      allow(key);
      Secret theirs =
          new SecretBuilder()
              .withNewMetadata()
              .withNamespace(namespace.name())
              .withName(key.name() + "-apiserver-encryption")
              .endMetadata()
              .build();
      cluster.admin().resource(theirs).create();
      try (var operator = RunningOperator.start(knowing(key), cluster.operator())) {
        key.ready().awaitLooks(operator);
        assertThat(secret(key).get()).isNotNull();
      }
    }
  }

  @Test
  void observeWritesNoSecret() {
    try (var key = TestKey.declare(cluster, "");
        var operator = TestKey.operator(cluster, namespace)) {
      allow(key);
      key.ready();
      key.apply("enforcement: Observe, " + declared());

      key.awaitReady("Observing");
      assertThat(Eventually.until(() -> reason(key), "NotEncrypted"::equals)).isNotEmpty();
      assertThat(secret(key).get()).isNull();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private String declared() {
    return DECLARED.formatted(namespace.name());
  }

  private void allow(TestKey key) {
    cluster.install(
        "--set",
        "replicas=0,apiServerEncryption.enabled=true,apiServerEncryption.namespace=%s,apiServerEncryption.keys={%s}"
            .formatted(namespace.name(), key.name()));
  }

  private static String reason(TestKey key) {
    return key.condition("ApiServerEncrypted").map(one -> one.getReason()).orElse("");
  }

  private Secret await(TestKey key) {
    return Objects.requireNonNull(Eventually.until(() -> secret(key).get(), it -> it != null));
  }

  private Resource<Secret> secret(TestKey key) {
    return cluster
        .admin()
        .secrets()
        .inNamespace(namespace.name())
        .withName(key.name() + "-apiserver-encryption");
  }

  private OperatorConfig knowing(TestKey key) {
    return knowing(key, Duration.ofSeconds(1));
  }

  private OperatorConfig knowing(TestKey key, Duration resync) {
    return RunningOperator.withSecrets(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, resync, namespace),
        namespace.name() + "/" + key.name() + "-apiserver-encryption");
  }
}

package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key is deleted with its resource where that is declared, and the chart and AWS allow it. */
@ExtendWith(ClusterExtension.class)
record KeyDeletionIT(TestCluster cluster, TestNamespace namespace) {
  private static final String PRINCIPALS =
      "principals: {csi: ['arn:aws:iam::123456789012:role/ebs-csi']}, storageClass: {}";

  @BeforeAll
  static void allow(TestCluster cluster) {
    cluster.install("--set", "replicas=0", "--set", "keyDeletion.enabled=true");
  }

  @AfterAll
  static void forbid(TestCluster cluster) {
    cluster.install("--set", "replicas=0", "--set", "keyDeletion.enabled=false");
  }

  /** Also where Kubernetes removes what belongs to it first. */
  @ParameterizedTest
  @EnumSource(
      value = DeletionPropagation.class,
      names = {"BACKGROUND", "FOREGROUND"})
  void aKeyEndsWithItsResource(DeletionPropagation propagation) {
    try (var operator = operator()) {
      TestKey key = declare();
      String id = key.id();

      key.resource().withPropagationPolicy(propagation).delete();

      awaitGone(key);
      assertThat(operator.httpPort()).isPositive();
      var there = Keys.behind(id).orElseThrow();
      assertThat(there.keyStateAsString()).isEqualTo("PendingDeletion");
      assertThat(there.deletionDate())
          .isBetween(Instant.now().plus(days(6)), Instant.now().plus(days(8)));
      assertThat(Eventually.until(key::events, all -> all.contains("KeyDeletionScheduled")))
          .doesNotContain("KeyRetained");
      Keys.remove(key.alias());
    }
  }

  /** The API server knew nobody when it was deleted. */
  @Test
  void aKeyWithALateUserStaysUntilItIsGone() {
    TestKey key;
    try (var operator = operator()) {
      key = declare();
      assertThat(operator.httpPort()).isPositive();
    }
    namespace.apply(WORKLOAD.formatted(key.name()));
    key.resource().delete();
    try (var operator = operator()) {
      key.await(_ -> key.condition("DeletionHeld").isPresent());
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.condition("DeletionHeld").orElseThrow().getMessage())
          .contains("used by PhiWorkload " + namespace.name() + "/records");
      String id = key.id();
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("Enabled");

      namespace.workload("records").delete();

      awaitGone(key);
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("PendingDeletion");
      Keys.remove(key.alias());
    }
  }

  @Test
  void whoChangesTheirMindKeepsTheKey() {
    TestKey key;
    try (var operator = operator()) {
      key = declare();
      assertThat(operator.httpPort()).isPositive();
    }
    String id = key.id();
    key.resource().delete();
    assertThat(key.get().getMetadata().getDeletionTimestamp()).isNotNull();
    key.patch("{\"spec\":{\"deletionPolicy\":\"Retain\",\"deletionWindowDays\":null}}");
    try (var operator = operator()) {
      awaitGone(key);
      assertThat(operator.httpPort()).isPositive();
      Eventually.until(key::events, events -> events.contains("KeyRetained"));
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("Enabled");
    }
    Keys.remove(key.alias());
  }

  /** Without keyDeletion.enabled the operator may not patch the resource. */
  @Test
  void whereTheChartDoesNotAllowItTheKeyStays() {
    forbid(cluster);
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      key.ready();
      key.apply(deletion(key));
      assertThat(key.awaitReady("WriteRefused").getMessage())
          .contains("EncryptionKey " + key.name() + ": Forbidden", "cannot patch");
      assertThat(key.get().getMetadata().getFinalizers()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    } finally {
      allow(cluster);
    }
  }

  /** Who edits a key decides who decrypts. */
  @Test
  void theOperatorMayPatchNothingButItsFinalizer() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready();
        var client = cluster.operator()) {
      assertThat(operator.httpPort()).isPositive();
      for (String change :
          List.of(
              "{\"spec\":{\"rotationPeriodDays\":2560}}",
              "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}",
              "{\"metadata\":{\"annotations\":{\"a\":\"b\"}}}")) {
        var failure =
            catchThrowableOfType(
                KubernetesClientException.class,
                () ->
                    client
                        .resources(EncryptionKey.class)
                        .withName(key.name())
                        .patch(PatchContext.of(PatchType.JSON_MERGE), change));
        assertThat(failure.getMessage())
            .contains("changes nothing of an EncryptionKey but its finalizer");
      }
    }
  }

  private TestKey declare() {
    TestKey key = TestKey.declare(cluster, PRINCIPALS).ready();
    key.apply(PRINCIPALS + ", " + deletion(key));
    key.ready();
    assertThat(key.get().getMetadata().getFinalizers()).containsExactly(KeyFinalizer.NAME);
    return key;
  }

  private static String deletion(TestKey key) {
    return "deletionPolicy: ScheduleDeletion, deletionWindowDays: 7, acknowledgeDeletion: "
        + key.alias();
  }

  private static void awaitGone(TestKey key) {
    Eventually.until(() -> key.resource().get(), Objects::isNull);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofMinutes(10), namespace),
        cluster.operator());
  }

  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: records}
      spec: {selector: {matchLabels: {app: records}}, encryption: {keyRef: {name: %s}}}
      """;
}

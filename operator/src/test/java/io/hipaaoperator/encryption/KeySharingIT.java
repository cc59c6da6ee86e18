package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys that more than one resource leads to, at the same time or one after another. */
@ExtendWith(ClusterExtension.class)
record KeySharingIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(400);

  @Test
  void theYoungerOfTwoIsStalledAndWritesNothing() {
    try (var operator = operator();
        var older = TestKey.declare(cluster, "").ready()) {
      String policy = Keys.policy(older.id());
      Eventually.pause(Duration.ofSeconds(1)); // Kubernetes tells ages by the second
      String taking = "managePolicy: true, keyRef: {arn: '%s'}";
      try (var younger = TestKey.declare(cluster, taking.formatted(older.status().arn()))) {
        assertThat(younger.awaitReady("KeyTaken").getMessage()).contains(older.name());
        assertThat(younger.condition("Stalled").orElseThrow().getReason()).isEqualTo("KeyTaken");
        assertThat(Keys.behind(younger.alias())).isEmpty();
      }
      assertThat(Keys.policy(older.id())).isEqualTo(policy);
      assertThat(older.status().drift()).isEmpty();
      assertThat(operator.scrape().text()).contains("hipaa_cache_stale{kind=\"EncryptionKey\"} 0");
    }
  }

  /** As after a cluster was restored: the same name, and another uid. */
  @Test
  void aKeyWhoseResourceIsGoneIsTakenOver() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      String arn = Objects.requireNonNull(key.status().arn());
      key.resource().delete();
      Eventually.until(() -> key.resource().get() == null, Boolean.TRUE::equals);

      key.apply("managePolicy: true, keyRef: {arn: '%s'}".formatted(arn));

      key.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.status().arn()).isEqualTo(arn);
      assertThat(Keys.tags(key.id())).containsEntry(OwnTags.UID, key.get().getMetadata().getUid());
      assertThat(key.condition("KeyUsable").orElseThrow().getStatus()).isEqualTo("True");
    }
  }

  @Test
  void aChangedPolicyOfAnAdoptedKeyIsAcceptedByItsDigest() {
    var foreign = Keys.foreign();
    try (var operator = operator();
        var key =
            TestKey.declare(cluster, "keyRef: {arn: '%s'}".formatted(foreign.arn())).ready()) {
      Keys.putPolicy(foreign.keyId(), "{\"Version\": \"2012-10-17\", \"Statement\": []}");
      String message = key.awaitReady("PolicyChanged").getMessage();

      key.patch(
          "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
              .formatted(DeclaredKey.ACCEPT, message.replaceAll(".*=", "")));

      key.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.condition("Drifted").orElseThrow().getStatus()).isEqualTo("False");
    }
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

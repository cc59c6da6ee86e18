package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kms.model.Tag;

/**
 * Each setting of a key changed behind the operator's back: found, ranked, put back or reported.
 */
@ExtendWith(ClusterExtension.class)
record KeyDriftIT(TestCluster cluster, TestNamespace namespace) {
  private static final String OPEN =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "Open", "Effect": "Allow",
       "Principal": "*", "Action": "kms:*", "Resource": "*"}]}
      """;
  private static final String UID = "tags." + "[" + OwnTags.UID + "]";

  /** What somebody does, where it shows, and whether it weakens. */
  private record Change(String name, Consumer<TestKey> deed, String path, boolean weakens) {}

  private static Stream<Change> changes() {
    return Stream.of(
        new Change(
            "disables rotation",
            key -> Keys.KMS.disableKeyRotation(r -> r.keyId(key.id())),
            "rotation",
            true),
        new Change(
            "rotates more seldom",
            key -> Keys.KMS.enableKeyRotation(r -> r.keyId(key.id()).rotationPeriodInDays(2000)),
            "rotation",
            true),
        new Change("widens the policy", key -> Keys.putPolicy(key.id(), OPEN), "policy", true),
        new Change("takes a tag", key -> untag(key.id()), UID, false),
        new Change("gives another tag", key -> tag(key.id()), UID, false),
        new Change(
            "describes it otherwise",
            key -> Keys.KMS.updateKeyDescription(r -> r.keyId(key.id()).description("mine")),
            "description",
            false),
        new Change(
            "moves the alias",
            key -> {
              String other = Keys.foreign().keyId();
              Keys.KMS.updateAlias(r -> r.aliasName(key.alias()).targetKeyId(other));
            },
            "alias",
            true),
        new Change(
            "deletes the alias",
            key -> Keys.KMS.deleteAlias(r -> r.aliasName(key.alias())),
            "alias",
            false));
  }

  private static void untag(String id) {
    Keys.KMS.untagResource(r -> r.keyId(id).tagKeys(OwnTags.UID));
  }

  private static void tag(String id) {
    Tag tag = Tag.builder().tagKey(OwnTags.UID).tagValue("another").build();
    Keys.KMS.tagResource(r -> r.keyId(id).tags(tag));
  }

  @TestFactory
  Stream<DynamicTest> whatSomebodyChangesIsPutBack() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> putBack(change)));
  }

  private void putBack(Change change) {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "description: records").ready()) {
      change.deed().accept(key);

      DriftStatus drift = key.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo(change.path());
      assertThat(drift.weakens()).isEqualTo(change.weakens());
      assertThat(drift.action()).isEqualTo("Reverted");
      assertThat(drift.kind()).isEqualTo("KmsKey");
      assertThat(drift.name()).isEqualTo(key.alias());
      Eventually.until(() -> isAsDeclared(key), Boolean.TRUE::equals);
      assertThat(key.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftReverted");
      assertThat(key.status().lastDrift()).contains(key.alias(), "reverted");
      assertThat(key.status().driftTotal()).isEqualTo(1);
      Eventually.until(key::events, events -> events.contains("DriftReverted"));
    }
  }

  private static boolean isAsDeclared(TestKey key) {
    String id = key.id();
    var rotation = Keys.KMS.getKeyRotationStatus(r -> r.keyId(id));
    return rotation.keyRotationEnabled()
        && rotation.rotationPeriodInDays() == 365
        && !Keys.policy(id).contains("Open")
        && key.get().getMetadata().getUid().equals(Keys.tags(id).get(OwnTags.UID))
        && Keys.behind(key.alias()).filter(k -> k.keyId().equals(id)).isPresent()
        && Keys.behind(id).orElseThrow().description().equals("records");
  }

  @TestFactory
  Stream<DynamicTest> whatIsOnlyObservedIsReportedOnce() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> reported(change)));
  }

  private void reported(Change change) {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "description: records").ready()) {
      key.patch("{\"spec\":{\"enforcement\":\"Observe\"}}");
      key.awaitReady("Observing");

      change.deed().accept(key);

      assertThat(operator.httpPort()).isPositive();
      assertThat(key.awaitDrift().action()).isEqualTo("Reported");
      assertThat(key.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftStands");
      Eventually.pause(OFTEN.multipliedBy(4));
      assertThat(key.status().driftTotal()).isEqualTo(1);
      assertThat(isAsDeclared(key)).isFalse();
    }
  }

  @Test
  void aScheduledDeletionIsCancelledAndTheKeyStaysDisabled() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      String id = key.id();
      Keys.KMS.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));

      DriftStatus drift =
          key.await(status -> !status.drift().isEmpty()).drift().stream()
              .filter(entry -> entry.action().equals("Reverted"))
              .findFirst()
              .orElseThrow();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo("state");
      assertThat(drift.found()).contains("PendingDeletion");
      assertThat(drift.weakens()).isTrue();
      assertThat(key.awaitReady("KeyNotUsable").getMessage()).contains("Disabled");
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("Disabled");
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("False");
    }
  }

  /** Somebody may have stopped the use of a key for a reason. */
  @Test
  void aKeyThatWasDisabledIsReportedAndNeverEnabled() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      String id = key.id();
      Keys.KMS.disableKey(r -> r.keyId(id));

      assertThat(key.awaitDrift().action()).isEqualTo("Reported");
      assertThat(operator.httpPort()).isPositive();
      key.awaitReady("KeyNotUsable");
      Eventually.pause(OFTEN.multipliedBy(4));
      assertThat(Keys.behind(id).orElseThrow().keyStateAsString()).isEqualTo("Disabled");

      Keys.KMS.enableKey(r -> r.keyId(id));
      key.ready();
    }
  }

  @Test
  void aNewSpecIsRolledOutAndNoDrift() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      key.apply("rotationPeriodDays: 90, principals: {workloads: ['%s']}".formatted(ROLE));

      Eventually.until(() -> Keys.policy(key.id()).contains(ROLE), Boolean.TRUE::equals);
      key.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.status().rotation()).isNotNull();
      assertThat(Keys.KMS.getKeyRotationStatus(r -> r.keyId(key.id())).rotationPeriodInDays())
          .isEqualTo(90);
      assertThat(key.status().drift()).isEmpty();
    }
  }

  private static final String ROLE = "arn:aws:iam::123456789012:role/records-api";

  /** The policy of an adopted key is only looked at. */
  @Test
  void aChangedPolicyOfAnAdoptedKeyIsReported() {
    var foreign = Keys.foreign();
    try (var operator = operator();
        var key =
            TestKey.declare(cluster, "keyRef: {arn: '%s'}".formatted(foreign.arn())).ready()) {
      Keys.putPolicy(foreign.keyId(), OPEN);

      DriftStatus drift = key.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo("policy");
      assertThat(drift.action()).isEqualTo("Reported");
      key.awaitReady("PolicyChanged");
      assertThat(Keys.policy(foreign.keyId())).contains("Open");
    }
  }

  /** Who holds it may decrypt whatever the policy says; who relies on it, we can't know. */
  @Test
  void aGrantThatNobodyDeclaredIsReported() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "description: records").ready()) {
      String grant = Keys.grant(key.id(), ROLE);

      DriftStatus drift = key.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo("grants");
      assertThat(drift.found()).contains(ROLE, "Decrypt");
      assertThat(drift.weakens()).isTrue();
      assertThat(drift.action()).isEqualTo("Reported");
      assertThat(key.awaitReady("GrantNotDeclared").getMessage()).contains("revoke");
      assertThat(Keys.grants(key.id())).contains(grant);
      Keys.KMS.revokeGrant(r -> r.keyId(key.id()).grantId(grant));
      key.awaitReady("Converged");
    }
  }

  @Test
  void aGrantOfAnAdoptedKeyIsReported() {
    var foreign = Keys.foreign();
    try (var operator = operator();
        var key =
            TestKey.declare(cluster, "keyRef: {arn: '%s'}".formatted(foreign.arn())).ready()) {
      Keys.grant(foreign.keyId(), ROLE);

      DriftStatus drift = key.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo("grants");
      assertThat(key.awaitReady("PolicyChanged").getMessage()).contains("its grants is not ours");
    }
  }

  private static final Duration OFTEN = Duration.ofMillis(400);

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

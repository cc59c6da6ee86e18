package io.hipaaoperator.retention;

import static io.hipaaoperator.retention.TestHold.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus.OFF;
import static software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus.ON;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.FaultyAws;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/** Objects that end and are held, through the whole operator, on an emulated AWS. */
@ExtendWith(ClusterExtension.class)
class ObjectRetentionIT {
  private static final Duration OFTEN = Duration.ofMillis(500);

  private final TestCluster cluster;
  private final TestNamespace namespace;
  private final FaultyAws aws;

  ObjectRetentionIT(TestCluster cluster, TestNamespace namespace, FaultyAws aws) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.aws = aws;
  }

  @Test
  void anApprovedPlanBecomesARuleAndDriftIsPutBack() {
    try (var operator = operator(Emulator.location())) {
      TestScans scans = scans(false);
      scans.put("theirs", "logs/", 1);
      scans.declare("");
      assertThat(scans.await("RetentionEnforced", "NotApproved").getStatus()).isEqualTo("False");
      assertThat(scans.rules()).as("nobody agreed").hasSize(1);

      scans.approve().await("RetentionEnforced", "Enforced");
      scans.await("Ready", "Converged");
      assertThat(scans.own().expiration().days()).isEqualTo(2557);
      assertThat(scans.own().noncurrentVersionExpiration().noncurrentDays()).isEqualTo(2557);
      assertThat(scans.own().filter().prefix()).isEqualTo("scans/");
      assertThat(scans.rules()).extracting(rule -> rule.id()).contains("theirs");
      assertThat(scans.status().drift()).isEmpty();

      scans.put(scans.own().id(), "scans/", 30);
      Eventually.holds(() -> !scans.status().drift().isEmpty());
      assertThat(scans.status().drift().getFirst().weakens()).isTrue();
      Eventually.holds(() -> scans.own().expiration().days() == 2557);

      scans.put("theirs", "scans/old/", 30);
      scans.await("RetentionEnforced", "ObjectsDeviate");
      assertThat(scans.await("Ready", "LifecycleForeign").getMessage()).contains("theirs");
      assertThat(scans.rules()).as("left alone").hasSize(2);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void withoutTheOwnersWordNothingEndsAndNothingIsHeld() {
    TestScans scans = scans(true);
    String version = scans.put("scans/smith/1");
    TestScans.allow(scans.bucket(), "another");
    try (var operator = operator(Emulator.location())) {
      scans.declare("").approve();
      assertThat(scans.await("Stalled", "BucketNotAllowed").getMessage())
          .contains(scans.bucket(), "hipaa-operator.io/namespaces", namespace.name());
      TestHold hold = new TestHold(cluster, namespace).declare(scans.held());
      hold.await("Stalled", "BucketNotAllowed");

      assertThat(scans.rules()).isEmpty();
      assertThat(scans.isHeld("scans/smith/1", version)).isFalse();
      TestScans.allow(scans.bucket(), namespace.name());
      hold.await("HoldInForce", "InForce");
      scans.await("RetentionEnforced", "Enforced");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void versionsAreHeldUntilTheReleaseAndPutBackWhenLifted() {
    TestScans scans = scans(true);
    String first = scans.put("scans/smith/1");
    String second = scans.put("scans/smith/1");
    String by = scans.put("scans/smith/2");
    String other = scans.put("scans/jones/1");
    scans.hold("scans/smith/2", by, ON);
    try (var operator = operator(Emulator.location())) {
      TestHold hold = new TestHold(cluster, namespace).declare(scans.held());

      assertThat(hold.await("HoldInForce", "InForce").getStatus()).isEqualTo("True");
      assertThat(hold.status().buckets().getFirst().versions()).isEqualTo(3);
      assertThat(scans.isHeld("scans/smith/1", first)).isTrue();
      assertThat(scans.isHeld("scans/smith/1", second)).isTrue();
      assertThat(scans.isHeld("scans/jones/1", other)).isFalse();
      assertThat(Serialization.asJson(hold.status())).doesNotContain("smith/");

      String later = scans.put("scans/smith/3");
      Eventually.holds(() -> scans.isHeld("scans/smith/3", later));
      assertThat(hold.status().drift()).as("nobody lifted it").isEmpty();

      scans.hold("scans/smith/1", first, OFF);
      Eventually.holds(() -> !hold.status().drift().isEmpty());
      assertThat(scans.isHeld("scans/smith/1", first)).isTrue();

      hold.declare(scans.held() + RELEASE);
      hold.await("HoldInForce", "Released");
      assertThat(scans.isHeld("scans/smith/1", second)).isFalse();
      assertThat(scans.isHeld("scans/smith/2", by)).as("a person's own").isTrue();
      hold.resource().delete();
      Eventually.holds(() -> hold.resource().get() == null);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** What S3 can't hold may not end either. */
  @Test
  void aBucketThatCantBeHeldStopsItsRule() {
    try (var operator = operator(Emulator.location())) {
      TestScans scans = scans(false).declare("");
      scans.approve().await("RetentionEnforced", "Enforced");

      TestHold hold = new TestHold(cluster, namespace).declare(scans.held());

      assertThat(hold.await("Stalled", "ObjectLockMissing").getMessage())
          .contains("spec.buckets", scans.bucket(), "no Object Lock");
      hold.await("HoldInForce", "NotHeld");
      scans.await("RetentionEnforced", "HoldPending");
      Eventually.holds(() -> scans.own().status() == ExpirationStatus.DISABLED);
      hold.declare(scans.held() + RELEASE);
      scans.await("RetentionEnforced", "Enforced");
      Eventually.holds(() -> scans.own().status() == ExpirationStatus.ENABLED);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void whatAwsDoesNotSayIsUnknownUntilItDoes() {
    TestScans scans = scans(true).declare("");
    scans.put("scans/smith/1");
    try (var operator = operator(aws.location())) {
      scans.approve().await("RetentionEnforced", "Enforced");
      TestHold hold = new TestHold(cluster, namespace).declare(scans.held());
      hold.await("HoldInForce", "InForce");

      aws.inject(_ -> true, AwsFault.THROTTLED);

      assertThat(scans.await("RetentionEnforced", "ObjectsUnread").getStatus())
          .isEqualTo("Unknown");
      scans.await("Ready", "AwsUnreachable");
      scans.await("Compliant", "NotDetermined");
      assertThat(hold.await("HoldInForce", "NotVerified").getStatus()).isEqualTo("Unknown");
      assertThat(hold.status().buckets().getFirst().state()).isEqualTo(HoldState.Unverified);
      aws.heal();
      scans.await("RetentionEnforced", "Enforced");
      hold.await("HoldInForce", "InForce");
      assertThat(scans.status().drift()).isEmpty();
      assertThat(operator.httpPort()).isPositive();
    }
  }

  private TestScans scans(boolean isLockable) {
    return TestScans.with(cluster, namespace, isLockable);
  }

  private RunningOperator operator(Aws.Location location) {
    return RunningOperator.start(
        RunningOperator.config(location, Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

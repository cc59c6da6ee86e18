package io.hipaaoperator.audit;

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
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** The archive of an AuditSink through the whole operator, on an emulated AWS. */
@ExtendWith(ClusterExtension.class)
record ArchiveIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void aDeclarationBecomesABucketAndOutlivesItsResource() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.archived(cluster, "").ready()) {
      assertThat(operator.httpPort()).isPositive();
      assertThat(ArchiveBuckets.lock(sink.bucket()).mode())
          .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
      assertThat(ArchiveBuckets.lock(sink.bucket()).days()).isEqualTo(2192);
      assertThat(ArchiveBuckets.key(sink.bucket())).isEqualTo(sink.keyArn());
      assertThat(ArchiveBuckets.policy(sink.bucket())).contains("aws:SecureTransport");
      assertThat(ArchiveBuckets.tags(sink.bucket())).containsEntry(OwnTags.UID, sink.uid());
      var archive = Objects.requireNonNull(sink.status().archive());
      assertThat(archive.arn()).isEqualTo("arn:aws:s3:::" + sink.bucket());
      assertThat(archive.lock()).isEqualTo("GOVERNANCE, 2192 days");
      assertThat(sink.status().controls().getFirst().evidence().toString())
          .contains("archive configured", "not proven");
      Eventually.until(sink::events, events -> events.contains("ArchiveBound"));

      sink.resource().delete();
      Eventually.until(sink::events, events -> events.contains("ArchiveRetained"));
      assertThat(ArchiveBuckets.exists(sink.bucket())).isTrue();
    }
  }

  @Test
  void observeMakesNoBucket() {
    try (var operator = operator(Enforcement.Observe);
        var sink = TestSink.of(cluster, "audit")) {
      Groups.foreign(sink.group());
      sink.declare("adopt: true", "archive: {bucket: " + sink.bucket() + "}");

      sink.awaitReady("Observing");

      assertThat(operator.httpPort()).isPositive();
      assertThat(ArchiveBuckets.exists(sink.bucket())).isFalse();
      assertThat(sink.status().controls().getFirst().evidence().toString())
          .contains("no bucket " + sink.bucket());
    }
  }

  @Test
  void aBucketOfSomebodyElseIsLeftAloneUntilItIsAdopted() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.of(cluster, "audit")) {
      ArchiveBuckets.S3.createBucket(r -> r.bucket(sink.bucket()).objectLockEnabledForBucket(true));
      sink.declareKey();
      sink.archive("");

      assertThat(sink.awaitReady("BucketTaken").getMessage()).contains("spec.archive.adopt");
      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.status().archive()).isNull();

      sink.archive("adopt: true").ready();
      assertThat(ArchiveBuckets.tags(sink.bucket())).containsEntry(OwnTags.UID, sink.uid());
      assertThat(ArchiveBuckets.lock(sink.bucket()).days()).isEqualTo(2192);
    }
  }

  @Test
  void aBucketOfAnotherRegionIsLeftAlone() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.of(cluster, "audit")) {
      ArchiveBuckets.S3.createBucket(
          r ->
              r.bucket(sink.bucket())
                  .createBucketConfiguration(
                      c -> c.locationConstraint(BucketLocationConstraint.EU_CENTRAL_1)));
      sink.declareKey();
      sink.archive("adopt: true");

      assertThat(sink.awaitReady("OtherRegion").getMessage())
          .contains("spec.archive.bucket", "eu-central-1");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** Nobody can undo it, so nobody but the declaration does it. */
  @Test
  void aLockThatIsDeclaredHarderIsMadeSoAndKept() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.archived(cluster, "").ready()) {
      sink.archive("objectLock: {mode: COMPLIANCE, acknowledgeIrreversible: true, days: 2500}");

      sink.await(
          status ->
              status.archive() != null && "COMPLIANCE, 2500 days".equals(status.archive().lock()));
      assertThat(operator.httpPort()).isPositive();
      sink.archive("objectLock: {mode: COMPLIANCE, acknowledgeIrreversible: true}").ready();
      assertThat(sink.condition("ArchiveHeld").orElseThrow().getMessage())
          .contains("COMPLIANCE, 2500 days");
      assertThat(ArchiveBuckets.lock(sink.bucket()).days()).isEqualTo(2500);
      assertThat(sink.status().drift()).isEmpty();
    }
  }

  private RunningOperator operator(Enforcement most) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), most, OFTEN, namespace), cluster.operator());
  }
}

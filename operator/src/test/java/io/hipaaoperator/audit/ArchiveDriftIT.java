package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each setting of an archive changed behind the operator's back: found, ranked, put back. */
@ExtendWith(ClusterExtension.class)
record ArchiveDriftIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  /** What somebody does to the bucket of a name, where it shows, and whether it weakens. */
  private record Change(String name, Consumer<String> deed, String path, boolean weakens) {}

  private static Stream<Change> repaired() {
    return Stream.of(
        new Change("takes a tag", ArchiveBuckets::untag, "archive.tags", false),
        new Change("takes off the key", ArchiveBuckets::decrypt, "archive.encryption", true),
        new Change("opens it", ArchiveBuckets::open, "archive.publicAccess", true),
        new Change("lets ACLs count", ArchiveBuckets::disown, "archive.ownership", true),
        new Change("locks it shorter", ArchiveBuckets::shorten, "archive.objectLock", true),
        new Change("lets objects end", ArchiveBuckets::expire, "archive.lifecycle", true),
        new Change("lets in plain HTTP", ArchiveBuckets::forgetPolicy, "archive.policy", true),
        new Change("deletes it", ArchiveBuckets::remove, "archive.bucket", true));
  }

  private static Stream<Change> leftAlone() {
    return Stream.of(
        new Change("shares it", ArchiveBuckets::share, "archive.policy.others", true),
        new Change(
            "lets objects end too", ArchiveBuckets::expireToo, "archive.lifecycle.others", true),
        new Change("copies it elsewhere", ArchiveBuckets::copy, "archive.replicas", true));
  }

  @TestFactory
  Stream<DynamicTest> whatSomebodyChangesIsPutBack() {
    return repaired().map(change -> DynamicTest.dynamicTest(change.name(), () -> putBack(change)));
  }

  private void putBack(Change change) {
    try (var operator = operator();
        var sink = TestSink.archived(cluster, "").ready()) {
      change.deed().accept(sink.bucket());

      DriftStatus drift = sink.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo(change.path());
      assertThat(drift.weakens()).isEqualTo(change.weakens());
      assertThat(drift.action()).isEqualTo("Reverted");
      sink.ready();
      assertThat(sink.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftReverted");
      assertThat(sink.status().controls().getFirst().verdict())
          .as("but for who writes, whom this sink does not name")
          .isEqualTo("Undetermined");
      assertThat(sink.status().controls().getFirst().evidence())
          .contains("kept 2192 days")
          .anySatisfy(line -> assertThat(line).startsWith("archive configured to lock"))
          .anySatisfy(line -> assertThat(line).contains("spec.writers names nobody"));
      assertThat(sink.status().driftTotal()).isEqualTo(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsOnlyObservedIsReported() {
    return Stream.concat(repaired(), leftAlone())
        .map(change -> DynamicTest.dynamicTest(change.name(), () -> observed(change)));
  }

  private void observed(Change change) {
    try (var operator = operator();
        var sink = TestSink.archived(cluster, "").ready()) {
      sink.observe();
      sink.awaitReady("Observing");

      change.deed().accept(sink.bucket());

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.await(status -> status.drift().stream().anyMatch(d -> is(d, change))).drift())
          .allMatch(drift -> "Reported".equals(drift.action()));
      assertThat(sink.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftStands");
    }
  }

  private static boolean is(DriftStatus drift, Change change) {
    return change.path().equals(drift.path())
        && Boolean.valueOf(change.weakens()).equals(drift.weakens());
  }

  /** What others wrote is theirs, and only said. */
  @TestFactory
  Stream<DynamicTest> whatIsForAPersonStands() {
    return leftAlone().map(change -> DynamicTest.dynamicTest(change.name(), () -> stands(change)));
  }

  private void stands(Change change) {
    try (var operator = operator();
        var sink = TestSink.archived(cluster, "").ready()) {
      change.deed().accept(sink.bucket());

      sink.await(status -> status.drift().stream().anyMatch(drift -> is(drift, change)));
      assertThat(operator.httpPort()).isPositive();
      sink.await(
          status ->
              status.conditions().stream()
                  .anyMatch(c -> "Ready".equals(c.getType()) && "False".equals(c.getStatus())));
      assertThat(ArchiveBuckets.policy(sink.bucket())).contains("aws:SecureTransport");
      assertThat(sink.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftStands");
    }
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The access logs of an archive, in S3 as the emulator has it. */
@ExtendWith(ClusterExtension.class)
record ArchiveLoggingIT(TestCluster cluster, TestNamespace namespace) {

  @AfterEach
  void clean() {
    ArchiveBuckets.empty(logs());
    ArchiveBuckets.remove(logs());
  }

  @Test
  void theyAreTurnedOnOnceThereIsABucketForThemAndPutBack() {
    try (var operator = operator();
        var sink = TestSink.archived(cluster, declared())) {
      assertThat(sink.awaitReady("AccessLogsBucket").getMessage())
          .contains("there is no bucket " + logs());
      assertThat(ArchiveBuckets.exists(logs())).isFalse();

      ArchiveBuckets.logs(logs(), sink.bucket());
      sink.look();
      sink.ready();
      assertThat(ArchiveBuckets.loggedTo(sink.bucket())).isEqualTo(logs() + " archive/");

      sink.look();
      assertThat(Eventually.until(() -> ArchiveBuckets.keys(logs()), keys -> !keys.isEmpty()))
          .allMatch(key -> key.startsWith("archive/"));

      ArchiveBuckets.unlog(sink.bucket());
      DriftStatus drift = sink.awaitDrift();
      assertThat(drift.path()).isEqualTo("archive.accessLogs");
      assertThat(drift.weakens()).isTrue();
      assertThat(drift.action()).isEqualTo("Reverted");
      assertThat(ArchiveBuckets.loggedTo(sink.bucket())).isEqualTo(logs() + " archive/");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** S3 writes none to one with Object Lock, which archives have. */
  @Test
  void anArchiveTakesNone() {
    try (var sink = TestSink.archived(cluster, "")) {
      assertThatThrownBy(() -> sink.archive("accessLogs: {bucket: " + sink.bucket() + "}"))
          .hasMessageContaining("accessLogs.bucket must be another bucket");
    }
  }

  private String declared() {
    return "accessLogs: {bucket: " + logs() + ", prefix: archive/}";
  }

  private String logs() {
    return "logs-" + namespace.name();
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace),
        cluster.operator());
  }
}

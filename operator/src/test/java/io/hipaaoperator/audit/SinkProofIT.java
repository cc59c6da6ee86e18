package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.AuditSinkStatus.ProofResult;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.LogEvents;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** An event of the operator's own goes into a real group and comes back, masked. */
@ExtendWith(ClusterExtension.class)
record SinkProofIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void anEventIsWrittenAndFoundAgainMasked() {
    try (var operator = operator();
        var sink = TestSink.audit(cluster, "").ready()) {
      sink.awaitCondition("LogsProven", "True");

      var proof = Objects.requireNonNull(sink.status().proof());
      assertThat(operator.httpPort()).isPositive();
      assertThat(proof.result()).isEqualTo(ProofResult.Proven);
      assertThat(proof.masked()).isTrue();
      assertThat(events(sink)).singleElement().asString().contains("ssn ***********");
    }
  }

  /** The proof is made once: looking again and again writes no second event. */
  @Test
  void oneEventIsWrittenForOneProof() {
    try (var operator = operator();
        var sink = TestSink.audit(cluster, "").ready()) {
      sink.awaitCondition("LogsProven", "True");
      Eventually.pause(OFTEN.multipliedBy(6));

      assertThat(operator.httpPort()).isPositive();
      assertThat(events(sink)).hasSize(1);
    }
  }

  private static List<String> events(TestSink sink) {
    return Groups.LOGS
        .filterLogEvents(r -> r.logGroupName(sink.group()).logStreamNames(LogEvents.STREAM))
        .events()
        .stream()
        .map(FilteredLogEvent::message)
        .toList();
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

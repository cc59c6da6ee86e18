package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A log group that is found instead of named, in AWS. */
@ExtendWith(ClusterExtension.class)
record DiscoveryIT(TestCluster cluster, TestNamespace namespace) {

  @Test
  void theOnlyMatchIsTakenOver() {
    try (var operator = operator();
        var sink = TestSink.of(cluster, "operational")) {
      foreign(sink.group());

      sink.discover("prefix: " + sink.group().substring(0, sink.group().length() - 4)).ready();

      assertThat(sink.status().logGroup()).isEqualTo(sink.group());
      assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(90);
      assertThat(operator.httpPort()).isPositive();
    }
  }

  @Test
  void ofSeveralNoneIsTouchedUntilTheNameSaysWhich() {
    try (var operator = operator();
        var sink = TestSink.of(cluster, "operational")) {
      foreign(sink.group());
      foreign(sink.group() + "-two");
      try {
        sink.discover("prefix: " + sink.group());
        assertThat(sink.awaitReady("TargetAmbiguous").getMessage())
            .contains("matches 2 log groups", sink.group() + "-two");
        assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(30);
        assertThat(Groups.get(sink.group() + "-two").retentionInDays()).isEqualTo(30);

        sink.declare("adopt: true").ready();
        assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(90);
        assertThat(Groups.get(sink.group() + "-two").retentionInDays()).isEqualTo(30);
        assertThat(operator.httpPort()).isPositive();
      } finally {
        Groups.remove(sink.group() + "-two");
      }
    }
  }

  @Test
  void aTagAloneFindsAGroup() {
    try (var operator = operator();
        var sink = TestSink.of(cluster, "operational")) {
      foreign(sink.group());
      foreign(sink.group() + "-two");
      try {
        Groups.tag(sink.group() + "-two", Map.of("it", sink.name()));

        sink.discover("tag: {key: it, value: " + sink.name() + "}").ready();

        assertThat(sink.status().logGroup()).isEqualTo(sink.group() + "-two");
        assertThat(Groups.get(sink.group() + "-two").retentionInDays()).isEqualTo(90);
        assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(30);
        assertThat(operator.httpPort()).isPositive();
      } finally {
        Groups.remove(sink.group() + "-two");
      }
    }
  }

  /** One that somebody else made, and that keeps events for a month. */
  private static void foreign(String name) {
    Groups.foreign(name);
    Groups.keep(name, 30);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace),
        cluster.operator());
  }
}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Log groups that more than one resource leads to, at the same time or one after another. */
@ExtendWith(ClusterExtension.class)
record SinkSharingIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void theYoungerOfTwoIsStalledAndWritesNothing() {
    try (var operator = operator(OFTEN);
        var older = TestSink.of(cluster, "operational").declare("").ready()) {
      Eventually.pause(Duration.ofSeconds(1)); // Kubernetes tells ages by the second
      try (var younger = TestSink.sharing(older).declare("adopt: true, retentionDays: 400")) {
        assertThat(younger.awaitReady("LogGroupTaken").getMessage()).contains(older.name());
        assertThat(younger.condition("Stalled").orElseThrow().getStatus()).isEqualTo("True");
        assertThat(Groups.get(older.group()).retentionInDays()).isEqualTo(90);
        assertThat(Groups.tags(older.group())).containsEntry(OwnTags.UID, older.uid());
      }
      assertThat(operator.httpPort()).isPositive();
      assertThat(older.status().drift()).isEmpty();
    }
  }

  /** As after a cluster was restored: the same name, and another uid. */
  @Test
  void aGroupWhoseResourceIsGoneIsTakenOver() {
    try (var operator = operator(OFTEN);
        var sink = TestSink.of(cluster, "operational").declare("").ready()) {
      String before = sink.uid();
      sink.resource().delete();
      Eventually.until(() -> sink.resource().get() == null, Boolean.TRUE::equals);
      sink.declare("");
      assertThat(sink.awaitReady("LogGroupTaken").getMessage()).contains("adoptFrom: " + before);

      sink.declare("adoptFrom: " + before).ready();

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.uid()).isNotEqualTo(before);
      assertThat(Groups.tags(sink.group())).containsEntry(OwnTags.UID, sink.uid());
    }
  }

  @Test
  void aGroupThatSomebodyMadeAnewIsLeftAlone() {
    try (var operator = operator(Duration.ofSeconds(3));
        var sink = TestSink.of(cluster, "operational").declare("").ready()) {
      Groups.remove(sink.group());
      Groups.foreign(sink.group());

      sink.awaitReady("LogGroupTaken");
      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.get(sink.group()).retentionInDays()).isNull();
    }
  }

  /** Nobody asks for the key again and again: the sink hears of it long before the next poll. */
  @Test
  void aSinkHearsOfItsKey() {
    try (var operator = operator(Duration.ofMinutes(10));
        var sink = TestSink.of(cluster, "audit")) {
      sink.declare("keyRef: {name: " + sink.name() + "}");
      sink.awaitReady("KeyNotReady");

      sink.declareKey();

      sink.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.get(sink.group()).kmsKeyId()).isEqualTo(sink.keyArn());
    }
  }

  private RunningOperator operator(Duration poll) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, poll, namespace),
        cluster.operator());
  }
}

package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.model.AnomalyDetectorStatus;

/** By what a log group is reviewed, through the whole operator: made, changed, put back. */
@ExtendWith(ClusterExtension.class)
record SinkReviewIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:security";
  private static final String REVIEW =
      "alarms: {actions: ['"
          + TOPIC
          + "'], failedLogins: {}, bulkReads: {}}, anomalies: {}, "
          + Declared.reviewed(
                  LocalDate.now(ZoneOffset.UTC).toString(), "failed-logins", "bulk-reads")
              .strip();

  @Test
  void aDeclarationBecomesQueriesFiltersAlarmsAndADetector() {
    try (var operator = operator();
        var sink = reviewed()) {
      assertThat(operator.httpPort()).isPositive();
      assertThat(Reviews.queries(sink.name()))
          .hasSize(5)
          .allSatisfy(query -> assertThat(query.logGroupNames()).containsExactly(sink.group()));
      assertThat(Reviews.filters(sink.group())).hasSize(2);
      assertThat(Reviews.alarms(sink.name()))
          .hasSize(2)
          .allSatisfy(alarm -> assertThat(alarm.alarmActions()).containsExactly(TOPIC));
      assertThat(Reviews.detectors(sink.group())).hasSize(1);
      assertThat(sink.status().reviewed().queries()).hasSize(5).contains("phi-access-by-user");
      assertThat(sink.status().reviewed().alarms()).containsExactly("failed-logins", "bulk-reads");
      assertThat(sink.status().reviewed().anomalyDetector()).contains(":anomaly-detector:");
      assertThat(sink.status().controls())
          .extracting(c -> c.id() + " " + c.verdict())
          .contains("A19 Compliant", "A24 Compliant", "A33 Compliant", "B12 Compliant");
    }
  }

  @Test
  void anAlarmThatTellsNobodyIsMadeAndNoPass() {
    try (var operator = operator();
        var sink = TestSink.of(cluster, "operational")) {
      sink.declare("", "alarms: {lambda: {function: chat}}").ready();

      assertThat(operator.httpPort()).isPositive();
      assertThat(Reviews.alarms(sink.name())).hasSize(1);
      assertThat(sink.status().controls())
          .filteredOn(control -> control.id().equals("B18"))
          .singleElement()
          .satisfies(
              control -> {
                assertThat(control.verdict()).isEqualTo("Violated");
                assertThat(control.evidence().toString()).contains("alarms.actions is empty");
              });
    }
  }

  /** Somebody else's query in our folder, and a second one of a name of ours. */
  @Test
  void whatSomebodyAddsInTheFolderIsLeft() {
    try (var operator = operator();
        var sink = reviewed()) {
      String ours = "hipaa/" + sink.name() + "/exports";
      Groups.LOGS.putQueryDefinition(r -> r.name(ours).queryString("fields @log"));
      Groups.LOGS.putQueryDefinition(r -> r.name(ours + "-mine").queryString("fields @log"));

      Eventually.pause(OFTEN.multipliedBy(4));

      assertThat(operator.httpPort()).isPositive();
      assertThat(Reviews.queries(sink.name())).hasSize(7);
      assertThat(sink.status().drift()).isEmpty();
    }
  }

  /** What somebody does to a sink, where it shows, and whether it weakens. */
  private record Change(String name, Consumer<TestSink> deed, String path, boolean weakens) {}

  private static Stream<Change> changes() {
    return Stream.of(
        new Change(
            "deletes a query", s -> Reviews.forget(s.name(), "exports"), "queries.exports", true),
        new Change(
            "asks something else",
            s -> Reviews.ask(s.name(), "denied-access", "fields @log", s.group()),
            "queries.denied-access",
            true),
        new Change("counts nothing", SinkReviewIT::countNothing, "filters.failed-logins", true),
        new Change(
            "raises a threshold", s -> Reviews.raise(alarm(s), 1e9), "alarms.bulk-reads", true),
        new Change(
            "lowers a threshold", s -> Reviews.raise(alarm(s), 1), "alarms.bulk-reads", false),
        new Change("tells nobody", s -> Reviews.mute(alarm(s)), "alarms.bulk-reads", true),
        new Change(
            "silences an alarm",
            s -> Reviews.silence(alarm(s).alarmName()),
            "alarms.bulk-reads",
            true),
        new Change(
            "deletes an alarm",
            s -> Reviews.deleteAlarm(alarm(s).alarmName()),
            "alarms.bulk-reads",
            true),
        new Change("lets it pause", s -> Reviews.pause(s.group()), "anomalies", true),
        new Change(
            "deletes the detector", s -> Reviews.deleteDetectors(s.group()), "anomalies", true));
  }

  private static void countNothing(TestSink sink) {
    Groups.LOGS.putMetricFilter(
        r ->
            r.logGroupName(sink.group())
                .filterName("hipaa/" + sink.name() + "/failed-logins")
                .filterPattern("NOTHING")
                .metricTransformations(
                    m ->
                        m.metricNamespace("hipaa-operator")
                            .metricName(sink.name() + "/failed-logins")
                            .metricValue("1")
                            .defaultValue(0.0)));
  }

  private static MetricAlarm alarm(TestSink sink) {
    return Reviews.alarms(sink.name()).stream()
        .filter(alarm -> alarm.alarmName().endsWith("/bulk-reads"))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> whatSomebodyChangesIsPutBack() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> putBack(change)));
  }

  private void putBack(Change change) {
    try (var operator = operator();
        var sink = reviewed()) {
      change.deed().accept(sink);

      DriftStatus drift = sink.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo(change.path());
      assertThat(drift.weakens()).isEqualTo(change.weakens());
      assertThat(drift.action()).isEqualTo("Reverted");
      assertThat(drift.expected()).isNotBlank();
      Eventually.until(() -> isAsDeclared(sink), Boolean.TRUE::equals);
      sink.ready();
      assertThat(sink.status().driftTotal()).isEqualTo(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsOnlyObservedIsReportedAndLeft() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> reported(change)));
  }

  private void reported(Change change) {
    try (var operator = operator();
        var sink = reviewed()) {
      sink.observe();
      sink.awaitReady("Observing");

      change.deed().accept(sink);

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.awaitDrift().action()).isEqualTo("Reported");
      Eventually.pause(OFTEN.multipliedBy(2));
      assertThat(sink.status().driftTotal()).isEqualTo(1);
      assertThat(isAsDeclared(sink)).isFalse();
    }
  }

  private static boolean isAsDeclared(TestSink sink) {
    Predicate<String> isThere =
        leaf -> Reviews.queries(sink.name()).stream().anyMatch(q -> q.name().endsWith(leaf));
    return isThere.test("/exports")
        && !Reviews.query(sink.name(), "denied-access").queryString().equals("fields @log")
        && Reviews.filters(sink.group()).stream()
            .noneMatch(filter -> filter.filterPattern().equals("NOTHING"))
        && Reviews.alarms(sink.name()).stream()
                .filter(alarm -> alarm.threshold() == 500.0 || alarm.threshold() == 10.0)
                .filter(alarm -> alarm.actionsEnabled() && alarm.alarmActions().contains(TOPIC))
                .count()
            == 2
        && Reviews.detectors(sink.group()).stream()
                .filter(one -> one.anomalyDetectorStatus() != AnomalyDetectorStatus.PAUSED)
                .count()
            == 1;
  }

  private TestSink reviewed() {
    return TestSink.of(cluster, "audit").declare("", REVIEW).ready();
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

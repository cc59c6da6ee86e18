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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An AuditSink through the whole operator, with the chart's rights, on an emulated AWS. */
@ExtendWith(ClusterExtension.class)
record AuditSinkIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);

  @Test
  void aDeclarationBecomesALogGroupAndAStatus() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.audit(cluster, "").ready()) {
      var group = Groups.get(sink.group());
      assertThat(operator.httpPort()).isPositive();
      assertThat(group.retentionInDays()).isEqualTo(2192);
      assertThat(group.kmsKeyId()).isEqualTo(sink.keyArn());
      assertThat(group.deletionProtectionEnabled()).isTrue();
      assertThat(Groups.masking(sink.group())).contains("data-identifier/Ssn-US");
      assertThat(Groups.tags(sink.group())).containsEntry(OwnTags.UID, sink.uid());
      sink.awaitCondition("LogsProven", "True");
      assertThat(sink.status().controls())
          .extracting(c -> c.id() + " " + c.verdict())
          .as("who writes is not named, nobody is told, and nobody says that he reads the log")
          .containsExactly("A8 Undetermined", "A9 Compliant", "A24 Undetermined", "B12 Violated");
      assertThat(sink.status().region()).isEqualTo("us-east-1");
      Eventually.until(sink::events, events -> events.contains("LogGroupBound"));
      assertThat(row(sink))
          .startsWith(
              sink.name(), "True", "False", "", "Enforce", "audit", sink.group(), "2192 days");
    }
  }

  @Test
  void whileNothingChangesNothingIsWritten() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.audit(cluster, "").ready()) {
      Eventually.until(() -> settled(sink), Boolean.TRUE::equals);
      String version = sink.get().getMetadata().getResourceVersion();
      double before = operator.scrape().sum("hipaa_external_reconcile_duration_seconds_count");

      Eventually.until(
          () -> operator.scrape().sum("hipaa_external_reconcile_duration_seconds_count"),
          now -> now > before + 10);

      assertThat(sink.get().getMetadata().getResourceVersion()).isEqualTo(version);
    }
  }

  private static boolean settled(TestSink sink) {
    String before = sink.get().getMetadata().getResourceVersion();
    Eventually.pause(OFTEN.multipliedBy(2));
    return before.equals(sink.get().getMetadata().getResourceVersion());
  }

  @Test
  void observeMakesNoLogGroup() {
    try (var operator = operator(Enforcement.Observe);
        var sink = TestSink.of(cluster, "audit").declare("")) {
      sink.awaitReady("Observing");

      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.named(sink.group())).isEmpty();
      assertThat(sink.status().controls())
          .extracting(c -> c.id() + " " + c.verdict())
          .containsExactly(
              "A8 Undetermined", "A9 Undetermined", "A24 Undetermined", "B12 Violated");
    }
  }

  @Test
  void aLogGroupOfSomebodyElseIsLeftAloneUntilItIsAdopted() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.of(cluster, "operational")) {
      Groups.foreign(sink.group());
      sink.declare("");

      assertThat(sink.awaitReady("LogGroupTaken").getMessage()).contains("spec.logGroup.name");
      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.condition("Stalled").orElseThrow().getStatus()).isEqualTo("True");
      assertThat(Groups.get(sink.group()).retentionInDays()).isNull();
      assertThat(Groups.tags(sink.group())).isEmpty();

      sink.declare("adopt: true").ready();
      assertThat(Groups.tags(sink.group())).containsEntry(OwnTags.UID, sink.uid());
    }
  }

  /** An endless retention is longer than any that is declared. */
  @Test
  void aRetentionIsLoweredOnlyOnADatedWord() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.of(cluster, "operational").declare("retentionDays: 400").ready()) {
      sink.declare("retentionDays: 90").ready();

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.condition("RetentionHeld").orElseThrow().getMessage())
          .contains("kept 400 days", "spec.logGroup.acknowledgeLoweredRetention");
      assertThat(sink.status().controls())
          .extracting(c -> c.id() + " " + c.verdict())
          .containsExactly("B7 Violated");
      Eventually.pause(OFTEN.multipliedBy(3));
      assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(400);

      sink.declare("retentionDays: 90, " + word(LocalDate.now(ZoneOffset.UTC)));
      sink.await(status -> status.kept() != null && status.kept().retention().equals("90 days"));
      assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(90);
      assertThat(sink.status().drift()).isEmpty();
      assertThat(sink.condition("RetentionHeld")).isEmpty();
    }
  }

  private static String word(LocalDate until) {
    return "acknowledgeLoweredRetention: {until: '%s', reason: nobody reads them}".formatted(until);
  }

  @Test
  void aKeyThatIsNotThereIsWaitedFor() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.of(cluster, "audit")) {
      sink.declare("keyRef: {name: " + sink.name() + "}");

      assertThat(sink.awaitReady("KeyNotReady").getMessage()).contains("spec.logGroup.keyRef");
      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.named(sink.group())).isEmpty();

      sink.declareKey();
      sink.ready();
      assertThat(Groups.get(sink.group()).kmsKeyId()).isEqualTo(sink.keyArn());
    }
  }

  @Test
  void aLogGroupOutlivesItsResource() {
    try (var operator = operator(Enforcement.Enforce);
        var sink = TestSink.audit(cluster, "").ready()) {
      sink.resource().delete();

      Eventually.until(sink::events, events -> events.contains("LogGroupRetained"));
      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.get(sink.group()).deletionProtectionEnabled()).isTrue();
    }
  }

  private RunningOperator operator(Enforcement most) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), most, OFTEN, namespace), cluster.operator());
  }

  /** The cells that kubectl get prints. */
  private List<String> row(TestSink sink) {
    var table = cluster.table("apis/hipaa-operator.io/v1alpha1/auditsinks");
    return StreamSupport.stream(table.get("rows").spliterator(), false)
        .map(row -> row.get("cells"))
        .filter(cells -> cells.get(0).asText().equals(sink.name()))
        .findFirst()
        .orElseThrow()
        .valueStream()
        .map(cell -> cell.isNull() ? "" : cell.asText())
        .toList();
  }
}

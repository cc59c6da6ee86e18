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
import io.hipaaoperator.external.OwnTags;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each setting of a log group changed behind the operator's back: found, ranked, put back. */
@ExtendWith(ClusterExtension.class)
record SinkDriftIT(TestCluster cluster, TestNamespace namespace) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  static final String MAIL_ALONE =
      """
      {"Name": "n", "Version": "2021-06-01", "Statement": [
        {"Sid": "a", "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
         "Operation": {"Audit": {"FindingsDestination": {}}}},
        {"Sid": "b", "DataIdentifier": ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
         "Operation": {"Deidentify": {"MaskConfig": {}}}}]}
      """;

  /** What somebody does to the group of a name, where it shows, and whether it weakens. */
  private record Change(String name, Consumer<String> deed, String path, boolean weakens) {}

  private static Stream<Change> changes() {
    return Stream.of(
        new Change("keeps events shorter", SinkDriftIT::shorten, "retention", true),
        new Change("takes off the key", SinkDriftIT::decrypt, "key", true),
        new Change("takes another key", SinkDriftIT::encrypt, "key", true),
        new Change("unprotects it", Groups::unprotect, "deletionProtection", true),
        new Change("masks nothing", SinkDriftIT::unmask, "dataProtection", true),
        new Change("masks less", g -> Groups.mask(g, MAIL_ALONE), "dataProtection", true),
        new Change("takes a tag", Groups::untag, "tags.[" + OwnTags.UID + "]", false),
        new Change("deletes it", Groups::remove, "logGroup", true));
  }

  private static void shorten(String group) {
    Groups.keep(group, 30);
  }

  private static void decrypt(String group) {
    Groups.LOGS.disassociateKmsKey(r -> r.logGroupName(group));
  }

  private static void encrypt(String group) {
    String other = Groups.foreignKey();
    Groups.LOGS.associateKmsKey(r -> r.logGroupName(group).kmsKeyId(other));
  }

  private static void unmask(String group) {
    Groups.LOGS.deleteDataProtectionPolicy(r -> r.logGroupIdentifier(group));
  }

  @TestFactory
  Stream<DynamicTest> whatSomebodyChangesIsPutBack() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> putBack(change)));
  }

  private void putBack(Change change) {
    try (var operator = operator();
        var sink = TestSink.audit(cluster, "").ready()) {
      change.deed().accept(sink.group());

      DriftStatus drift = sink.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo(change.path());
      assertThat(drift.weakens()).isEqualTo(change.weakens());
      assertThat(drift.action()).isEqualTo("Reverted");
      assertThat(drift.kind()).isEqualTo("LogGroup");
      assertThat(drift.name()).isEqualTo(sink.group());
      Eventually.until(() -> isAsDeclared(sink), Boolean.TRUE::equals);
      sink.ready();
      assertThat(sink.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftReverted");
      assertThat(sink.status().driftTotal()).isEqualTo(1);
      Eventually.until(sink::events, events -> events.contains("DriftReverted"));
    }
  }

  /** What would be found within half an hour is found at once. */
  @Test
  void whoAsksForALookDoesNotWait() {
    try (var operator = operator(Duration.ofMinutes(10));
        var sink = TestSink.audit(cluster, "").ready()) {
      Groups.mask(sink.group(), MAIL_ALONE);
      sink.look();

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.awaitDrift().path()).isEqualTo("dataProtection");
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsOnlyObservedIsReportedOnce() {
    return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> reported(change)));
  }

  private void reported(Change change) {
    try (var operator = operator();
        var sink = TestSink.audit(cluster, "").ready()) {
      sink.observe();
      sink.awaitReady("Observing");

      change.deed().accept(sink.group());

      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.awaitDrift().action()).isEqualTo("Reported");
      assertThat(sink.condition("Drifted").orElseThrow().getReason()).isEqualTo("DriftStands");
      Eventually.pause(OFTEN.multipliedBy(4));
      assertThat(sink.status().driftTotal()).isEqualTo(1);
      assertThat(isAsDeclared(sink)).isFalse();
    }
  }

  /** Who watches these events may rely on it. */
  @Test
  void aSubscriptionThatNobodyDeclaredIsReported() {
    try (var operator = operator();
        var sink = TestSink.audit(cluster, "").ready();
        var another = TestSink.audit(cluster, "").ready()) {
      String to = Groups.get(another.group()).arn();
      Groups.LOGS.putSubscriptionFilter(
          r ->
              r.logGroupName(sink.group())
                  .filterName("copies")
                  .filterPattern("")
                  .destinationArn(to));

      DriftStatus drift = sink.awaitDrift();
      assertThat(operator.httpPort()).isPositive();
      assertThat(drift.path()).isEqualTo("subscriptions");
      assertThat(drift.found()).isEqualTo("copies to " + to);
      assertThat(drift.weakens()).isTrue();
      assertThat(drift.action()).isEqualTo("Reported");
      assertThat(sink.awaitReady("SubscriptionNotDeclared").getMessage())
          .contains("spec.logGroup.subscribers");
      sink.merge("{\"spec\": {\"logGroup\": {\"subscribers\": [\"" + to + "\"]}}}");
      sink.ready();
    }
  }

  private static boolean isAsDeclared(TestSink sink) {
    return Groups.named(sink.group())
        .filter(group -> Objects.equals(group.retentionInDays(), 2192))
        .filter(group -> group.kmsKeyId() != null && group.kmsKeyId().equals(sink.keyArn()))
        .filter(group -> group.deletionProtectionEnabled())
        .filter(_ -> Groups.masking(sink.group()).contains("Ssn-US"))
        .filter(_ -> sink.uid().equals(Groups.tags(sink.group()).get(OwnTags.UID)))
        .isPresent();
  }

  private RunningOperator operator() {
    return operator(OFTEN);
  }

  private RunningOperator operator(Duration poll) {
    return RunningOperator.start(
        RunningOperator.config(Emulator.location(), Enforcement.Enforce, poll, namespace),
        cluster.operator());
  }
}

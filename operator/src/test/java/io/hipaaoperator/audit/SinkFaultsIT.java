package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.AwsCall;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.AwsFault.DoneButLost;
import io.hipaaoperator.cluster.AwsFault.Slow;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.FaultyAws;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * AWS that fails under a sink with all its parts, in each protocol that they speak: nothing is made
 * twice, nothing is said that is not known, and it recovers by itself.
 */
@ExtendWith(ClusterExtension.class)
class SinkFaultsIT {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final String REVIEW =
      "alarms: {actions: ['arn:aws:sns:us-east-1:123456789012:security'], failedLogins: {},"
          + " exports: {}}, anomalies: {}";

  private final TestCluster cluster;
  private final TestNamespace namespace;
  private final FaultyAws aws;

  SinkFaultsIT(TestCluster cluster, TestNamespace namespace, FaultyAws aws) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.aws = aws;
  }

  @Test
  void whatIsThrottledIsUnknownUntilItIsNot() {
    try (var operator = operator();
        var sink = declared(TestSink.of(cluster, "audit"))) {
      await(sink, "Converged");
      aws.inject(_ -> true, AwsFault.THROTTLED);

      sink.look();

      await(sink, "AwsUnreachable");
      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.condition("Ready").orElseThrow().getMessage()).contains("throttled");
      assertThat(sink.condition("Ready").orElseThrow().getStatus()).isEqualTo("Unknown");

      aws.heal();

      await(sink, "Converged");
      assertThat(sink.status().drift()).isEmpty();
      assertOneOfEach(sink);
    }
  }

  /** Each protocol has words of its own for it. */
  @TestFactory
  Stream<DynamicTest> whatAServiceDoesNotAnswerIsUnknown() {
    return Stream.of("DescribeLogGroups", "DescribeAlarms", "DescribeMetricFilters")
        .map(action -> DynamicTest.dynamicTest(action, () -> unanswered(AwsCall.to(action))));
  }

  private void unanswered(Predicate<AwsCall> call) {
    try (var operator = operator();
        var sink = declared(TestSink.of(cluster, "audit"))) {
      await(sink, "Converged");
      aws.inject(call, AwsFault.THROTTLED);

      sink.look();

      await(sink, "AwsUnreachable");
      assertThat(operator.httpPort()).isPositive();
      assertThat(sink.condition("Ready").orElseThrow().getMessage()).contains("throttled");
      aws.heal();
      await(sink, "Converged");
      assertThat(sink.status().drift()).isEmpty();
    }
  }

  @Test
  void anEndpointThatDiesInTheMiddleIsFoundAgain() {
    aws.inject(AwsCall.to("CreateLogGroup"), new Slow(Duration.ofSeconds(2)));
    try (var operator = operator();
        var sink = declared(TestSink.of(cluster, "audit"))) {
      Eventually.until(RECOVERY, () -> aws.asked("CreateLogGroup"), asked -> asked > 0);
      aws.die();
      await(sink, "AwsUnreachable");
      assertThat(operator.httpPort()).isPositive();
      assertThat(Groups.get(sink.group()).retentionInDays()).as("half of it").isNull();

      aws.heal();
      aws.revive();

      await(sink, "Converged");
      assertThat(sink.status().drift()).isEmpty();
      assertOneOfEach(sink);
      assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(2192);
    }
  }

  /** AWS has done it, and nobody heard. */
  @TestFactory
  Stream<DynamicTest> whatWasMadeWithoutAnAnswerIsMadeOnce() {
    return Stream.of("CreateLogGroup", "PutMetricAlarm", "CreateLogAnomalyDetector", "CreateBucket")
        .map(action -> DynamicTest.dynamicTest(action, () -> lost(action)));
  }

  private void lost(String action) {
    try (var operator = operator();
        var sink = TestSink.of(cluster, "audit")) {
      var left = aws.inject(1, to(action, sink), new DoneButLost());

      declared(sink);

      await(sink, "Converged");
      assertThat(operator.httpPort()).isPositive();
      assertThat(left).as("it happened").hasValue(0);
      assertThat(sink.status().drift()).isEmpty();
      assertOneOfEach(sink);
      assertThat(Groups.get(sink.group()).retentionInDays()).isEqualTo(2192);
      assertThat(sink.condition("RetentionHeld")).isEmpty();
    }
  }

  private static Predicate<AwsCall> to(String action, TestSink sink) {
    return action.equals("CreateBucket")
        ? AwsCall.toCreateBucket(sink.bucket())
        : AwsCall.to(action);
  }

  private static void assertOneOfEach(TestSink sink) {
    assertThat(Groups.named(sink.group())).isPresent();
    assertThat(Reviews.queries(sink.name())).hasSize(5);
    assertThat(Reviews.filters(sink.group())).hasSize(2);
    assertThat(Reviews.alarms(sink.name())).hasSize(2);
    assertThat(Reviews.detectors(sink.group())).hasSize(1);
    assertThat(ArchiveBuckets.lock(sink.bucket()).days()).isEqualTo(2192);
  }

  private static TestSink declared(TestSink sink) {
    sink.declareKey();
    return sink.declare(
        "keyRef: {name: " + sink.name() + "}",
        REVIEW + ", archive: {bucket: " + sink.bucket() + "}");
  }

  private static void await(TestSink sink, String reason) {
    Eventually.until(
        RECOVERY,
        () -> sink.condition("Ready").map(ready -> ready.getReason()).orElse(""),
        reason::equals);
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(aws.location(), Enforcement.Enforce, OFTEN, namespace),
        cluster.operator());
  }
}

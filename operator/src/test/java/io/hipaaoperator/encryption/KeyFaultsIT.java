package io.hipaaoperator.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.AwsCall;
import io.hipaaoperator.cluster.AwsFault;
import io.hipaaoperator.cluster.AwsFault.DoneButLost;
import io.hipaaoperator.cluster.AwsFault.DoneButRefused;
import io.hipaaoperator.cluster.AwsFault.Lost;
import io.hipaaoperator.cluster.AwsFault.Slow;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.FaultyAws;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS that fails: nothing is made twice, nothing is said that is not known, nobody else waits. */
@ExtendWith(ClusterExtension.class)
record KeyFaultsIT(TestCluster cluster, TestNamespace namespace, FaultyAws aws) {
  private static final Duration OFTEN = Duration.ofMillis(500);
  private static final Duration SELDOM = Duration.ofSeconds(20);
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  /** A workload has its policies within this time of its declaration, whatever AWS does. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final String WORKLOAD =
      """
      apiVersion: hipaa-operator.io/v1alpha1
      kind: PhiWorkload
      metadata: {name: ledger}
      spec: {selector: {}}
      """;

  static Stream<AwsFault> unanswered() {
    return Stream.of(new DoneButLost(), new DoneButRefused(AwsFault.FAILED));
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void aKeyThatWasMadeWithoutAnAnswerIsTheKey(AwsFault fault) {
    aws.inject(1, AwsCall.to("CreateKey"), fault);
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      key.awaitReady("CreationInDoubt");
      assertThat(key.condition("Compliant").orElseThrow().getStatus()).isEqualTo("Unknown");

      key.look();

      key.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.made()).containsExactly(key.id());
      assertThat(aws.asked("CreateKey")).isEqualTo(1);
      assertThat(key.status().drift()).isEmpty();
    }
  }

  static Stream<AwsFault> undone() {
    return Stream.of(new Lost(), AwsFault.FAILED);
  }

  /** What may have been made is waited for; only then another try is made. */
  @ParameterizedTest
  @MethodSource("undone")
  void aKeyThatMayHaveBeenMadeIsMadeOnce(AwsFault fault) {
    aws.inject(1, AwsCall.to("CreateKey"), fault);
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      key.awaitReady("CreationInDoubt");
      key.look();
      Eventually.pause(OFTEN.multipliedBy(4));
      assertThat(aws.asked("CreateKey")).isEqualTo(1);

      key.settle();

      key.ready();
      assertThat(operator.httpPort()).isPositive();
      assertThat(key.made()).containsExactly(key.id());
    }
  }

  /** AWS says that it did nothing, so there is nothing to wait for. */
  @Test
  void aKeyWhoseCreationWasThrottledIsMadeSoon() {
    aws.inject(1, AwsCall.to("CreateKey"), AwsFault.THROTTLED);
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      key.awaitReady(RECOVERY, "Converged");

      assertThat(operator.httpPort()).isPositive();
      assertThat(key.made()).containsExactly(key.id());
    }
  }

  /** The SDK tries again and hears that the alias is there; it is ours. */
  @Test
  void anAliasThatWasMadeWithoutAnAnswerIsNoRefusal() {
    aws.inject(1, AwsCall.to("CreateAlias"), new DoneButLost());
    try (var operator = operator();
        var key = TestKey.declare(cluster, "")) {
      key.awaitReady(RECOVERY, "Converged");

      assertThat(operator.httpPort()).isPositive();
      List<String> events = Eventually.until(key::events, all -> all.contains("KeyBound"));
      assertThat(events).doesNotContain("WriteRefused");
    }
  }

  /** What AWS did not answer it did not refuse. */
  @Test
  void aRepairWithoutAnAnswerIsUnknown() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "description: records").ready()) {
      aws.inject(AwsCall.to("UpdateKeyDescription"), new Lost());

      key.apply("description: old records");

      var ready = key.awaitReady("AwsUnreachable");
      assertThat(operator.httpPort()).isPositive();
      assertThat(ready.getStatus()).isEqualTo("Unknown");
    }
  }

  @Test
  void whatIsThrottledIsUnknownUntilItIsNot() {
    try (var operator = operator();
        var key = TestKey.declare(cluster, "").ready()) {
      aws.inject(_ -> true, AwsFault.THROTTLED);
      try (var other = TestKey.declare(cluster, "")) {
        for (var each : List.of(key, other)) {
          assertThat(each.awaitReady("AwsUnreachable").getMessage()).contains("throttled");
          assertThat(each.condition("Ready").orElseThrow().getStatus()).isEqualTo("Unknown");
          assertThat(each.condition("Compliant").orElseThrow().getStatus()).isEqualTo("Unknown");
        }
        assertThat(aws.asked("CreateKey")).isEqualTo(1);

        aws.heal();

        for (var each : List.of(key, other)) {
          each.awaitReady(RECOVERY, "Converged");
          assertThat(each.made()).containsExactly(each.id());
          assertThat(each.status().drift()).isEmpty();
        }
        assertThat(operator.scrape().sum("hipaa_aws_retries_total")).isPositive();
      }
    }
  }

  /**
   * All but reading tags: that is done for each key in the account, and how many are is not ours.
   */
  @Test
  void ofAllCallsOneInFiveFails() {
    aws.inject(0.2, new Random(4), AwsCall.to("ListResourceTags").negate(), AwsFault.QUICK);
    List<TestKey> keys = declared(20);
    try (var operator = operator(SELDOM)) {
      var left = new ArrayList<>(keys);
      Eventually.until(Duration.ofMinutes(5), () -> nudged(left), List::isEmpty);
      aws.heal();
      keys.forEach(TestKey::look);
      keys.forEach(key -> key.awaitReady(RECOVERY, "Converged"));

      assertThat(operator.scrape().sum("hipaa_aws_retries_total")).isGreaterThan(20);
      for (TestKey key : keys) {
        assertThat(key.made()).containsExactly(key.id());
        assertThat(key.status().drift()).isEmpty();
      }
    } finally {
      keys.forEach(TestKey::close);
    }
  }

  /** The keys that were not as declared yet; each is looked at again, as if time passed. */
  private static List<TestKey> nudged(List<TestKey> keys) {
    keys.removeIf(key -> key.reason().equals("Converged"));
    keys.forEach(KeyFaultsIT::nudge);
    Eventually.pause(Duration.ofSeconds(2));
    return keys;
  }

  private static void nudge(TestKey key) {
    if (key.reason().equals("CreationInDoubt")) {
      key.settle();
    } else {
      key.look();
    }
  }

  @Test
  void noWorkloadWaitsForAnEndpointThatIsDead() {
    aws.die();
    List<TestKey> keys = declared(8);
    try (var operator = operator()) {
      assertThat(keys.getFirst().awaitReady("AwsUnreachable").getMessage()).contains("refused");

      namespace.declare(WORKLOAD);

      Eventually.until(AT_ONCE, namespace::policies, policies -> !policies.isEmpty());
      assertThat(operator.scrape().sum("hipaa_reconcile_errors_total")).isZero();
      aws.revive();
      keys.forEach(key -> key.awaitReady(RECOVERY, "Converged"));
    } finally {
      keys.forEach(TestKey::close);
    }
  }

  /** There are more keys than threads for them, and each is waited for. */
  @Test
  void noWorkloadWaitsForAnEndpointThatIsSlow() {
    aws.inject(_ -> true, new Slow(Duration.ofSeconds(12)));
    List<TestKey> keys = declared(8);
    try (var operator = operator()) {
      Eventually.until(() -> aws.asked("GetCallerIdentity"), asked -> asked > 0);

      namespace.declare(WORKLOAD);

      Eventually.until(AT_ONCE, namespace::policies, policies -> !policies.isEmpty());
      keys.getFirst().awaitReady(RECOVERY, "AwsUnreachable");
      assertThat(operator.scrape().sum("hipaa_reconcile_errors_total")).isZero();
      aws.heal();
    } finally {
      keys.forEach(TestKey::close);
    }
  }

  private List<TestKey> declared(int keys) {
    return Stream.generate(() -> TestKey.declare(cluster, "")).limit(keys).toList();
  }

  private RunningOperator operator() {
    return operator(OFTEN);
  }

  private RunningOperator operator(Duration resync) {
    return RunningOperator.start(
        RunningOperator.config(aws.location(), Enforcement.Enforce, resync, namespace),
        cluster.operator());
  }
}

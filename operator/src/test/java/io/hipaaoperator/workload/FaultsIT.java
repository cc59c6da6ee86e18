package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Fault;
import io.hipaaoperator.cluster.Fault.Answer;
import io.hipaaoperator.cluster.Fault.Lost;
import io.hipaaoperator.cluster.Fault.Unanswered;
import io.hipaaoperator.cluster.FaultyServer;
import io.hipaaoperator.cluster.FaultyServer.Call;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server and a network that fail: the operator recovers by itself, and nothing is lost. */
@ExtendWith(ClusterExtension.class)
record FaultsIT(TestNamespace namespace, FaultyServer server, RunningOperator operator) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Predicate<Call> POLICY = call -> call.changes("networkpolicies");

  static Stream<Fault> faults() {
    return Stream.of(
        new Answer(409),
        new Answer(429, Map.of("Retry-After", "1")),
        new Answer(500),
        new Answer(503),
        new Answer(403),
        new Answer(401),
        new Lost(),
        new Unanswered());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aWorkloadConvergesAlthoughWritesOfPoliciesFail(Fault fault) {
    AtomicInteger left = server.inject(3, POLICY, fault);

    namespace.declare(Specs.LEDGER);

    awaitConverged();
    Eventually.until(PATIENCE, left::get, count -> count == 0);
    assertThat(workload().driftTotal()).isZero();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aWorkloadConvergesAlthoughWritesOfTheStatusFail(Fault fault) {
    AtomicInteger left = server.inject(2, Call::isStatus, fault);

    namespace.declare(Specs.LEDGER);

    awaitConverged();
    Eventually.until(PATIENCE, left::get, count -> count == 0);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aDriftIsRevertedAlthoughTheRepairFailsAtFirst(Fault fault) {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left = server.inject(1, POLICY, fault);

    workload().open("ingress", "mallory");

    awaitClosed();
    Eventually.until(PATIENCE, left::get, count -> count == 0);
    Eventually.until(PATIENCE, workload()::status, FaultsIT::hasDealtWithDrift);
    assertThat(workload().status().drift().getFirst().manager()).isEqualTo("mallory");
    Eventually.until(
        PATIENCE,
        () -> TestWorkload.condition(workload().status(), "Drifted").orElseThrow().getStatus(),
        "False"::equals);
  }

  /** The drift is gone when the status can be written at last; who did it is known all the same. */
  @ParameterizedTest
  @MethodSource("faults")
  void aDriftIsReportedAlthoughTheReportFailsAtFirst(Fault fault) {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left = server.inject(2, Call::isStatus, fault);

    workload().open("ingress", "mallory");

    Eventually.until(PATIENCE, left::get, count -> count == 0);
    Eventually.until(PATIENCE, workload()::status, FaultsIT::hasDealtWithDrift);
    assertThat(workload().status().drift().getFirst().manager()).isEqualTo("mallory");
    assertThat(workload().status().drift().getFirst().action()).isEqualTo("Reverted");
    awaitClosed();
  }

  @Test
  void aChangeWhileTheConnectionWasCutIsSeen() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    server.inject(20, Call::isWatch, new Lost());

    server.cut();
    workload().open("ingress", "mallory");

    awaitClosed();
    assertThat(workload().awaitDrift(0).getFirst().manager()).isEqualTo("mallory");
  }

  @Test
  void aDeletionWhileTheConnectionWasCutIsSeen() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    server.inject(20, Call::isWatch, new Lost());

    server.cut();
    workload().child("egress").delete();

    Eventually.until(PATIENCE, () -> workload().child("egress").get(), Objects::nonNull);
    assertThat(workload().awaitDrift(0).getFirst().type()).isEqualTo("Deleted");
  }

  @Test
  void aWatchThatExpiredIsListedAnew() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left = server.inject(6, Call::isWatch, new Answer(410));

    server.cut();
    workload().open("ingress", "mallory");

    awaitClosed();
    assertThat(left.get()).isLessThan(6);
  }

  @Test
  void connectionsThatBreakAllTheTimeLoseNothing() {
    for (int i = 0; i < 30; i++) {
      namespace.declare(Specs.reachableBy("w-" + i, "{podSelector: {}}"));
      if (i % 5 == 0) {
        server.cut();
      }
    }

    for (int i = 0; i < 30; i++) {
      var each = new TestWorkload(namespace, "w-" + i);
      Eventually.until(PATIENCE, each::status, TestWorkload::isReady);
    }
    assertThat(namespace.policies()).hasSize(90);
  }

  private static boolean hasDealtWithDrift(PhiWorkloadStatus status) {
    return !status.drift().isEmpty() && TestWorkload.isDone(status);
  }

  private void awaitConverged() {
    Eventually.until(PATIENCE, workload()::status, TestWorkload::isReady);
    assertThat(namespace.policies()).hasSize(3);
    assertThat(workload().status().inventory()).hasSize(3);
  }

  private void awaitClosed() {
    Eventually.until(PATIENCE, () -> workload().isOpen("ingress"), Boolean.FALSE::equals);
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}

package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
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

  /** What can't be put back stands open, and nobody may be told otherwise. */
  @Test
  void anOpeningThatTheServerDoesNotLetUsCloseIsToldAsSuch() {
    namespace.declare(Specs.LEDGER);
    namespace.apply(Specs.LEDGER_POD);
    workload().await("Compliant", "True");
    AtomicInteger left = server.inject(1_000, POLICY, new Answer(500));

    workload().open("ingress", "mallory");

    assertThat(workload().await("Ready", "False").getReason()).isEqualTo("ServerUnavailable");
    assertThat(workload().await("Compliant", "False").getMessage()).contains("ledger-ingress");
    assertThat(workload().await("Drifted", "True").getReason()).isEqualTo("DriftStands");
    assertThat(workload().status().drift().getFirst().action()).isEqualTo("Reported");
    left.set(0);
    awaitClosed();
    workload().await("Compliant", "True");
    assertThat(workload().driftTotal()).isEqualTo(1);
    assertThat(workload().status().drift().getFirst().action()).isEqualTo("Reverted");
  }

  /** So that it is known even if the operator dies with the repair. */
  @Test
  void aDriftIsNotedBeforeItIsPutBack() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    server.inject(1, POLICY, new Unanswered());

    workload().open("ingress", "mallory");

    workload().await(status -> !TestWorkload.isDone(status));
    assertThat(workload().isOpen("ingress")).isTrue();
    assertThat(workload().status().lastDrift())
        .isEqualTo("mallory changed ledger-ingress spec.ingress, reverting");
    awaitClosed();
  }

  /** As when a right is taken away: what the cache still says is no evidence. */
  @Test
  void whatCannotBeWatchedAnyMoreIsUnknown() {
    namespace.declare(Specs.LEDGER);
    namespace.apply(Specs.LEDGER_POD);
    workload().await("Compliant", "True");
    AtomicInteger left =
        server.inject(100_000, call -> call.path().startsWith("/api/v1/pods?"), new Answer(403));

    server.cut();

    PhiWorkloadStatus blind =
        Eventually.until(
            PATIENCE, workload()::status, status -> is(status, "Compliant", "Unknown"));
    assertThat(blind.summary()).contains("objects of kind Pod could not be watched since");
    assertThat(TestWorkload.isReady(blind)).isTrue();
    left.set(0);
    Eventually.until(PATIENCE, workload()::status, status -> is(status, "Compliant", "True"));
  }

  @Test
  void withoutAViewOfThePoliciesNothingIsWrittenOrClaimed() {
    namespace.declare(Specs.LEDGER);
    workload().ready();
    AtomicInteger left =
        server.inject(
            100_000,
            call -> call.path().startsWith("/apis/networking.k8s.io/v1/networkpolicies?"),
            new Answer(403));

    server.cut();

    PhiWorkloadStatus blind =
        Eventually.until(PATIENCE, workload()::status, status -> is(status, "Ready", "Unknown"));
    assertThat(is(blind, "Drifted", "Unknown")).isTrue();
    assertThat(is(blind, "Compliant", "Unknown")).isTrue();
    assertThat(blind.inventory()).hasSize(3);
    workload().open("ingress", "mallory");
    left.set(0);
    awaitClosed();
    Eventually.until(PATIENCE, workload()::status, FaultsIT::hasDealtWithDrift);
    assertThat(workload().status().drift().getFirst().manager()).isEqualTo("mallory");
  }

  private static boolean is(PhiWorkloadStatus status, String type, String value) {
    return TestWorkload.condition(status, type)
        .map(Condition::getStatus)
        .filter(value::equals)
        .isPresent();
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

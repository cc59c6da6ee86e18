package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Fault.Answer;
import io.hipaaoperator.cluster.Fault.Unanswered;
import io.hipaaoperator.cluster.FaultyServer;
import io.hipaaoperator.cluster.FaultyServer.Call;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What can't be written or read any more is told as such, and never taken for good. */
@ExtendWith(ClusterExtension.class)
record HonestyIT(TestNamespace namespace, FaultyServer server, RunningOperator operator) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Predicate<Call> POLICY = call -> call.changes("networkpolicies");

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
    assertThat(workload().status().drift().getFirst().action()).isEqualTo("Reverting");
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
    Eventually.until(PATIENCE, workload()::status, HonestyIT::hasDealtWithDrift);
    assertThat(workload().status().drift().getFirst().manager()).isEqualTo("mallory");
  }

  private static boolean is(PhiWorkloadStatus status, String type, String value) {
    return TestWorkload.condition(status, type)
        .map(Condition::getStatus)
        .filter(value::equals)
        .isPresent();
  }

  private static boolean hasDealtWithDrift(PhiWorkloadStatus status) {
    return !status.drift().isEmpty() && TestWorkload.isDone(status);
  }

  private void awaitClosed() {
    Eventually.until(PATIENCE, () -> workload().isOpen("ingress"), Boolean.FALSE::equals);
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}

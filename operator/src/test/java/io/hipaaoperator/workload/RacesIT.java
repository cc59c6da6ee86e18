package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.Fault.Meanwhile;
import io.hipaaoperator.cluster.Fault.Moment;
import io.hipaaoperator.cluster.FaultyServer;
import io.hipaaoperator.cluster.FaultyServer.Call;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody else's write lands while our own is in flight, so that the watch tells of it before our
 * answer comes: it is seen all the same.
 */
@ExtendWith(ClusterExtension.class)
class RacesIT {
  /** Long enough for the watch to be ahead of the answer that is held back. */
  private static final Duration HELD = Duration.ofMillis(300);

  private static final String MALLORY = "mallory";
  private static final String OPEN = "{\"spec\":{\"ingress\":[{}]}}";

  private TestNamespace namespace;
  private FaultyServer server;
  private RunningOperator operator;
  private TestWorkload workload;

  @BeforeEach
  void start(TestCluster cluster) {
    namespace = cluster.namespace();
    server = cluster.faulty();
    operator = RunningOperator.start(RunningOperator.config(namespace), cluster.operator(server));
    workload = new TestWorkload(namespace, "ledger");
  }

  @AfterEach
  void stop() {
    operator.close();
    server.close();
    namespace.close();
  }

  @ParameterizedTest
  @EnumSource
  void aSpecChangeDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload.patch(port(6432)));

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> ports("ingress"), List.of(6432)::equals);
    assertThat(workload.await("Ready", "True").getObservedGeneration()).isEqualTo(2);
    assertThat(workload.driftTotal()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aDeletionDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload.resource().delete());

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> workload.resource().get(), gone -> gone == null);
    Eventually.until(namespace::policies, List::isEmpty);
  }

  @ParameterizedTest
  @EnumSource
  void aForeignRuleDuringOurApply(Moment moment) {
    namespace.declare(Specs.LEDGER);
    workload.ready();
    AtomicInteger left =
        race(
            call -> call.method().equals("PATCH") && call.path().contains("/ledger-ingress"),
            moment,
            () -> workload.patchChild("ingress", MALLORY, OPEN));

    workload.patch(port(6432));

    happened(left);
    assertThat(workload.awaitDrift(0).getFirst().manager()).isEqualTo(MALLORY);
    Eventually.until(() -> ports("ingress"), List.of(6432)::equals);
    workload.await("Drifted", "False");
  }

  @ParameterizedTest
  @EnumSource
  void aForeignAdditionDuringOurApply(Moment moment) {
    namespace.declare(Specs.LEDGER);
    workload.ready();
    AtomicInteger left =
        race(
            call -> call.method().equals("PATCH") && call.path().contains("/ledger-default-deny"),
            moment,
            () -> workload.patchChild("default-deny", MALLORY, OPEN));

    workload.patch("{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"books\"}}}}");

    happened(left);
    assertThat(workload.awaitDrift(0).getFirst().manager()).isEqualTo(MALLORY);
    Eventually.until(() -> rules("default-deny"), List::isEmpty);
    workload.await("Ready", "True");
  }

  @ParameterizedTest
  @EnumSource
  void aChildIsDeletedDuringAStatusPatch(Moment moment) {
    AtomicInteger left = race(Call::isStatus, moment, () -> workload.child("ingress").delete());

    namespace.declare(Specs.LEDGER);

    happened(left);
    Eventually.until(() -> workload.child("ingress").get(), there -> there != null);
    workload.await("Ready", "True");
  }

  private AtomicInteger race(Predicate<Call> ours, Moment moment, Runnable theirs) {
    return server.inject(1, ours, new Meanwhile(moment, () -> seenFirst(theirs)));
  }

  private static void seenFirst(Runnable theirs) {
    theirs.run();
    Eventually.pause(HELD);
  }

  private static void happened(AtomicInteger left) {
    Eventually.until(left::get, count -> count == 0);
    Eventually.pause(HELD);
  }

  private static String port(int number) {
    return """
        {"spec":{"network":{"ingress":[
          {"from":[{"podSelector":{"matchLabels":{"app":"api"}}}],"ports":[{"port":%d}]}]}}}
        """
        .formatted(number);
  }

  private List<Integer> ports(String child) {
    return rules(child).stream()
        .flatMap(rule -> rule.getPorts().stream())
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  private List<NetworkPolicyIngressRule> rules(String child) {
    return namespace.policies().stream()
        .filter(policy -> policy.getMetadata().getName().endsWith(child))
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .toList();
  }
}

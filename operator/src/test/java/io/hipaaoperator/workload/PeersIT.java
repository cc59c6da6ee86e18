package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A workload that names another one as a peer follows it as it comes, changes and goes. */
@ExtendWith(ClusterExtension.class)
record PeersIT(TestNamespace namespace, RunningOperator operator, TestNamespace other) {
  private static final String SELECT =
      "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"%s\"}}}}";

  @BeforeEach
  void declare() {
    namespace.apply(Specs.reachableBy("ledger", "{workload: {name: api}}"));
  }

  @Test
  void aMissingPeerOpensNothingAndIsNamed() {
    var ready = workload().await("Ready", "False");

    assertThat(ready.getReason()).isEqualTo("PeerNotFound");
    assertThat(ready.getMessage())
        .isEqualTo(
            "spec.network.ingress[0].from[0].workload: no PhiWorkload "
                + namespace.name()
                + "/api");
    assertThat(workload().child("ingress").get()).isNull();
    assertThat(workload().child("default-deny").get()).isNotNull();
    assertThat(workload().condition("Stalled")).isEmpty();
  }

  @Test
  void theRuleComesWithThePeerAndGoesWithIt() {
    workload().await("Ready", "False");

    TestWorkload api = namespace.declare(Specs.reachableBy("api", "{podSelector: {}}"));
    workload().ready();
    assertThat(from()).containsExactly(new NetworkPolicyPeer(null, null, pods("api")));

    api.resource().delete();
    workload().await("Ready", "False");
    Eventually.until(this::from, List::isEmpty);
    assertThat(workload().child("ingress").get()).isNull();
    assertThat(workload().driftTotal()).isZero();
  }

  @Test
  void theRuleFollowsThePeersSelector() {
    TestWorkload api = namespace.declare(Specs.reachableBy("api", "{podSelector: {}}"));
    workload().ready();

    api.patch(SELECT.formatted("gateway"));

    var expected = List.of(new NetworkPolicyPeer(null, null, pods("gateway")));
    Eventually.until(this::from, expected::equals);
    workload().ready();
    assertThat(workload().driftTotal()).isZero();
  }

  @Test
  void ofTwoPeersTheOneThatIsThereIsLetIn() {
    namespace.declare(
        Specs.reachableBy("ledger", "{workload: {name: api}}, {workload: {name: nobody}}"));
    namespace.declare(Specs.reachableBy("api", "{podSelector: {}}"));

    Eventually.until(this::from, peers -> peers.size() == 1);
    assertThat(workload().await("Ready", "False").getMessage()).contains("from[1].workload");
  }

  /** The peer's namespace is none that the operator works on: it is only looked at. */
  @Test
  void aPeerInAnotherNamespace() {
    namespace.declare(
        Specs.reachableBy(
            "ledger", "{workload: {name: api, namespace: %s}}".formatted(other.name())));
    assertThat(workload().await("Ready", "False").getMessage()).endsWith(other.name() + "/api");

    TestWorkload api = other.declare(Specs.reachableBy("api", "{podSelector: {}}"));
    workload().ready();
    assertThat(from()).containsExactly(new NetworkPolicyPeer(null, named(other), pods("api")));

    api.patch(SELECT.formatted("gateway"));
    var expected = List.of(new NetworkPolicyPeer(null, named(other), pods("gateway")));
    Eventually.until(this::from, expected::equals);

    api.resource().delete();
    Eventually.until(this::from, List::isEmpty);
    workload().await("Ready", "False");
  }

  @Test
  void aPeerThatIsAlsoInAnotherNamespaceIsNotMistaken() {
    other.declare(Specs.reachableBy("api", "{podSelector: {}}"));

    assertThat(workload().await("Ready", "False").getReason()).isEqualTo("PeerNotFound");
    assertThat(workload().child("ingress").get()).isNull();
  }

  @Test
  void aWorkloadMayNameItself() {
    namespace.declare(Specs.reachableBy("ledger", "{workload: {name: ledger}}")).ready();

    assertThat(from()).containsExactly(new NetworkPolicyPeer(null, null, pods("ledger")));
  }

  @Test
  void twoWorkloadsMayNameEachOther() {
    TestWorkload api = namespace.declare(Specs.reachableBy("api", "{workload: {name: ledger}}"));

    workload().ready();
    api.ready();
    assertThat(from()).containsExactly(new NetworkPolicyPeer(null, null, pods("api")));
  }

  private List<NetworkPolicyPeer> from() {
    return Optional.ofNullable(workload().child("ingress").get()).stream()
        .flatMap(policy -> policy.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getFrom().stream())
        .toList();
  }

  private static LabelSelector pods(String app) {
    return new LabelSelector(List.of(), Map.of("app", app));
  }

  private static LabelSelector named(TestNamespace namespace) {
    return new LabelSelector(List.of(), Map.of("kubernetes.io/metadata.name", namespace.name()));
  }

  private TestWorkload workload() {
    return new TestWorkload(namespace, "ledger");
  }
}

package io.hipaaoperator.workload;

import static io.hipaaoperator.cluster.ForeignKinds.apply;
import static io.hipaaoperator.cluster.ForeignKinds.awaitServed;
import static io.hipaaoperator.cluster.ForeignKinds.definition;
import static io.hipaaoperator.cluster.ForeignKinds.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.OtherPolicyLook;
import io.hipaaoperator.network.OtherPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A policy of another API makes what it may undo undetermined, for as long as it is there. The
 * kinds are those of the APIs, the definitions are not.
 */
@ExtendWith(ClusterExtension.class)
record OtherPoliciesIT(
    TestCluster cluster,
    TestNamespace namespace,
    TestNamespace other,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final List<String> GROUPS = List.of("policy.networking.k8s.io", "cilium.io");
  private static final String DEFINITIONS =
      definition("adminnetworkpolicies", "AdminNetworkPolicy", GROUPS.getFirst(), "Cluster")
          + definition(
              "ciliumnetworkpolicies", "CiliumNetworkPolicy", GROUPS.getLast(), "Namespaced");
  private static final String ADMIN =
      """
      apiVersion: policy.networking.k8s.io/v1alpha1
      kind: AdminNetworkPolicy
      metadata: {name: open-all}
      spec: {priority: 1, ingress: [{action: Allow, from: [{namespaces: {}}]}]}
      """;
  private static final String CILIUM =
      """
      apiVersion: cilium.io/v1alpha1
      kind: CiliumNetworkPolicy
      metadata: {name: %s, namespace: %s}
      spec: {endpointSelector: {}, ingress: [{}]}
      """;

  @BeforeAll
  static void define(TestCluster cluster) {
    apply(cluster.admin(), DEFINITIONS);
    awaitServed(cluster.admin(), GROUPS, true);
  }

  @AfterEach
  void removePolicies() {
    remove(cluster.admin(), ADMIN);
  }

  /** The next test finds a cluster that has never heard of these kinds. */
  @AfterAll
  static void undefine(TestCluster cluster) {
    remove(cluster.admin(), DEFINITIONS);
    awaitServed(cluster.admin(), GROUPS, false);
    assertThat(new OtherPolicyLook(cluster.admin()).now().all())
        .isEqualTo(new Fact.Known<List<OtherPolicy>>(List.of()));
  }

  @Test
  void aPolicyOfTheWholeClusterIsADoubtWhileItIsThere() {
    workload.awaitVerdict("A25", "Compliant");

    apply(cluster.admin(), ADMIN);
    assertThat(workload.awaitVerdict("A25", "Undetermined").evidence())
        .containsExactly(
            "AdminNetworkPolicy open-all (policy.networking.k8s.io) may allow what NetworkPolicies"
                + " deny; it is not evaluated");
    workload.awaitVerdict("A16", "Undetermined");
    workload.await("Compliant", "Unknown");
    assertThat(workload.condition("Ready").orElseThrow().getStatus()).isEqualTo("True");

    remove(cluster.admin(), ADMIN);
    workload.awaitVerdict("A25", "Compliant");
    workload.awaitVerdict("A16", "Compliant");
  }

  @Test
  void aPolicyOfANamespaceConcernsNoOther() {
    TestWorkload archive = other.declare(Specs.reachableBy("archive", "{podSelector: {}}"));
    workload.awaitVerdict("A25", "Compliant");

    apply(cluster.admin(), CILIUM.formatted("elsewhere", other.name()));
    apply(cluster.admin(), CILIUM.formatted("here", namespace.name()));

    assertThat(workload.awaitVerdict("A25", "Undetermined").evidence())
        .singleElement()
        .asString()
        .startsWith("CiliumNetworkPolicy here (cilium.io)");
    remove(cluster.admin(), CILIUM.formatted("here", namespace.name()));
    workload.awaitVerdict("A25", "Compliant");
    archive.resource().delete();
  }

  /** Nobody gave the operator a right to list it. */
  @Test
  void aKindThatNobodyKnowsIsADoubtWhileItIsServed() {
    String unknown =
        definition("namespacenetworkpolicies", "NamespaceNetworkPolicy", "example.org", "Cluster");
    workload.awaitVerdict("A25", "Compliant");

    apply(cluster.admin(), unknown);
    assertThat(workload.awaitVerdict("A25", "Undetermined").evidence())
        .containsExactly(
            "NamespaceNetworkPolicy of group example.org is not known; it may allow what"
                + " NetworkPolicies deny");

    remove(cluster.admin(), unknown);
    workload.awaitVerdict("A25", "Compliant");
  }

  @Test
  void aViolationStaysOne() {
    apply(cluster.admin(), ADMIN);
    workload.awaitVerdict("A25", "Undetermined");

    namespace.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: debug}
        spec: {podSelector: {}, ingress: [{}]}
        """);

    workload.awaitVerdict("A25", "Violated");
    workload.awaitVerdict("A16", "Violated");
  }

  @Test
  void anOperatorThatComesLaterKnowsFromItsFirstPassOn() {
    operator.close();
    apply(cluster.admin(), ADMIN);
    TestWorkload late = namespace.declare(Specs.reachableBy("late", "{podSelector: {}}"));

    try (var next = RunningOperator.on(cluster, namespace)) {
      String first =
          late.await(status -> !status.controls().isEmpty()).controls().stream()
              .flatMap(control -> control.evidence().stream())
              .toList()
              .toString();
      assertThat(first).contains("AdminNetworkPolicy open-all").doesNotContain("not read");
      assertThat(next.scrape().passes()).isPositive();
    }
  }

  @Test
  void aRightThatIsMissingIsNamed() {
    var nobody =
        new ConfigBuilder(cluster.admin().getConfiguration())
            .withImpersonateUsername("somebody")
            .withImpersonateGroups("system:authenticated")
            .build();
    try (var client = new KubernetesClientBuilder().withConfig(nobody).build()) {
      assertThat(new OtherPolicyLook(client).now().all())
          .extracting(Object::toString)
          .asString()
          .containsPattern("the right to list \\w+ of [\\w./]+ is missing");
    }
  }
}

package io.hipaaoperator.workload;

import static io.hipaaoperator.cluster.ForeignKinds.apply;
import static io.hipaaoperator.cluster.ForeignKinds.awaitServed;
import static io.hipaaoperator.cluster.ForeignKinds.definition;
import static io.hipaaoperator.cluster.ForeignKinds.remove;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.GatewayLook;
import io.hipaaoperator.network.GatewayRoutes;
import io.hipaaoperator.network.Route;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A database that an Ingress or a route of a Gateway leads to is exposed while it does. */
@ExtendWith(ClusterExtension.class)
record WaysInIT(
    TestCluster cluster,
    TestNamespace namespace,
    TestNamespace edge,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload) {
  private static final List<String> GROUPS = List.of(GatewayRoutes.GROUP);
  private static final String DEFINITIONS =
      definition("httproutes", "HTTPRoute", GatewayRoutes.GROUP, "Namespaced")
          + definition("referencegrants", "ReferenceGrant", GatewayRoutes.GROUP, "Namespaced");
  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: web}
      spec:
        rules:
        - host: records.example.org
          http:
            paths: [{path: /, pathType: Prefix, backend: {service: {name: %s, port: {number: 80}}}}]
      """;

  @BeforeAll
  static void define(TestCluster cluster) {
    apply(cluster.admin(), DEFINITIONS);
    awaitServed(cluster.admin(), GROUPS, true);
  }

  /** The next test finds a cluster that has never heard of these kinds. */
  @AfterAll
  static void undefine(TestCluster cluster) {
    remove(cluster.admin(), DEFINITIONS);
    awaitServed(cluster.admin(), GROUPS, false);
    assertThat(new GatewayLook(cluster.admin()).now().all())
        .isEqualTo(new Fact.Known<List<Route>>(List.of()));
  }

  @BeforeEach
  void aServiceInside() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ledger}
        spec: {selector: {app: ledger}, ports: [{port: 80, targetPort: 5432}]}
        """);
    workload.awaitVerdict("A16", "Compliant");
  }

  @Test
  void anIngress() {
    namespace.apply(INGRESS.formatted("ledger"));

    assertThat(workload.awaitVerdict("A16", "Violated").evidence())
        .containsExactly(
            "Ingress %1$s/web exposes the pods through Service %1$s/ledger"
                .formatted(namespace.name()));

    namespace.apply(INGRESS.formatted("other"));
    workload.awaitVerdict("A16", "Compliant");
  }

  @Test
  void aRouteOfAnotherNamespaceThatThisOneLets() {
    edge.apply(
        """
        apiVersion: gateway.networking.k8s.io/v1alpha1
        kind: HTTPRoute
        metadata: {name: web}
        spec:
          parentRefs: [{name: public}]
          rules: [{backendRefs: [{name: ledger, namespace: %s, port: 80}]}]
        """
            .formatted(namespace.name()));
    String grant =
        """
        apiVersion: gateway.networking.k8s.io/v1alpha1
        kind: ReferenceGrant
        metadata: {name: edge, namespace: %s}
        spec:
          from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: %s}]
          to: [{group: "", kind: Service}]
        """
            .formatted(namespace.name(), edge.name());
    apply(cluster.admin(), grant);

    assertThat(workload.awaitVerdict("A16", "Violated").evidence())
        .containsExactly(
            "HTTPRoute %s/web exposes the pods through Service %s/ledger"
                .formatted(edge.name(), namespace.name()));

    remove(cluster.admin(), grant);
    workload.awaitVerdict("A16", "Compliant");
  }
}

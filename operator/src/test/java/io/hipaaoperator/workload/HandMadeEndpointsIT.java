package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Declared;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import io.hipaaoperator.cluster.TestWorkload;
import io.hipaaoperator.network.HandMadeEndpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Service without a selector exposes a database as well as one with: by an address. */
@ExtendWith(ClusterExtension.class)
record HandMadeEndpointsIT(
    TestCluster cluster,
    TestNamespace namespace,
    RunningOperator operator,
    @Declared(Specs.LEDGER) TestWorkload workload,
    TestNamespace lobby) {
  private static final String ADDRESS = "10.99.0.7";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: way-in}
      spec: {type: %s, ports: [{port: 5432}]}
      """;
  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: way-in-1, labels: {kubernetes.io/service-name: way-in}}
      addressType: IPv4
      endpoints: [{addresses: [%s]}]
      ports: [{port: 5432}]
      """;

  /** A pod that no node takes, with an address as a node would give it. */
  @BeforeEach
  void aPodWithAnAddress() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: ledger-0, labels: {app: ledger}}
        spec:
          nodeSelector: {no: node}
          containers: [{name: db, image: example.org/db}]
        """);
    cluster
        .admin()
        .pods()
        .inNamespace(namespace.name())
        .withName("ledger-0")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"podIP\":\"%1$s\",\"podIPs\":[{\"ip\":\"%1$s\"}]}}".formatted(ADDRESS));
    workload.awaitVerdict("A16", "Compliant");
  }

  @Test
  void endpointsOfItsNamespace() {
    namespace.apply(SERVICE.formatted("NodePort"));
    namespace.apply(SLICE.formatted(ADDRESS));

    assertThat(workload.awaitVerdict("A16", "Violated").evidence())
        .containsExactly(
            "Service "
                + namespace.name()
                + "/way-in exposes the pods as NodePort, by EndpointSlice way-in-1");

    namespace.apply(SLICE.formatted("10.99.0.8"));
    workload.awaitVerdict("A16", "Compliant");
  }

  @Test
  void endpointsOfAnotherNamespace() {
    lobby.apply(SLICE.formatted(ADDRESS));
    lobby.apply(SERVICE.formatted("ClusterIP"));
    workload.awaitVerdict("A16", "Compliant");

    lobby.apply(SERVICE.formatted("NodePort"));
    assertThat(workload.awaitVerdict("A16", "Violated").evidence())
        .singleElement()
        .asString()
        .startsWith("Service " + lobby.name() + "/way-in exposes");

    lobby.apply(SERVICE.formatted("ClusterIP"));
    workload.awaitVerdict("A16", "Compliant");
  }

  /** Its controller leaves them, and they go on leading to the pods. */
  @Test
  void endpointsThatASelectorLeftBehind() {
    namespace.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: way-in}
        spec:
          publishNotReadyAddresses: true
          selector: {app: ledger}
          ports: [{port: 5432}]
        """);
    Eventually.until(this::made, size -> size == 1);

    namespace.apply(SERVICE.formatted("NodePort"));

    assertThat(workload.awaitVerdict("A16", "Violated").evidence())
        .singleElement()
        .asString()
        .contains("/way-in exposes the pods as NodePort, by EndpointSlice way-in-");
    namespace.apply(SERVICE.formatted("ClusterIP"));
    workload.awaitVerdict("A16", "Compliant");
  }

  private int made() {
    return (int)
        cluster
            .admin()
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(namespace.name())
            .withLabel(HandMadeEndpoints.SERVICE_NAME, "way-in")
            .withLabel(HandMadeEndpoints.MANAGED_BY, HandMadeEndpoints.BY_SELECTOR)
            .list()
            .getItems()
            .stream()
            .filter(slice -> HandMadeEndpoints.addresses(slice).anyMatch(ADDRESS::equals))
            .count();
  }

  /** A label says who made them; whoever writes it may lie. */
  @Test
  void endpointsThatOnlyClaimToBeOfASelector() {
    lobby.apply(
        SLICE
            .formatted(ADDRESS)
            .replace(
                "labels: {",
                "labels: {endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io,"
                    + " "));
    lobby.apply(SERVICE.formatted("NodePort"));

    workload.awaitVerdict("A16", "Violated");
    lobby.apply(SERVICE.formatted("ClusterIP"));
    workload.awaitVerdict("A16", "Compliant");
  }
}

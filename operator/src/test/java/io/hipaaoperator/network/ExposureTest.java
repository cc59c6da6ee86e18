package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.network.Route.Backend;
import io.hipaaoperator.network.Route.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Services open to the outside. */
class ExposureTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final String PG =
      "{selector: {app: db}, ports: [{name: pg, port: 1, targetPort: 5432},"
          + " {name: admin, port: 2, targetPort: 8080}]}";
  private static final Endpoint CONTROLLER = new OfPod(controller(), Map.of());

  private static Pod controller() {
    return new PodBuilder().withNewMetadata().withNamespace("edge").endMetadata().build();
  }

  private static Service service(String spec) {
    String yaml =
        "---\n{apiVersion: v1, kind: Service, metadata: {name: db, namespace: clinic}, spec: %s}";
    return YAML.unmarshal(yaml.formatted(spec), Service.class);
  }

  /** What a way in to Service {@code db} opens of the first pod of a world. */
  private static List<String> rows(String port, String service, String... world) {
    World cluster = World.of(world);
    var route =
        new Route(new Origin("Ingress", "clinic", "in"), Backend.service("clinic", "db", port));
    var group = new Group("clinic/db", new OfPod(cluster.pods().getFirst(), Map.of()), 1);
    return Exposure.of(
            route, service(service), group, CONTROLLER, Reachability.under(cluster.policies()))
        .map(row -> row.ports() + (row.certain() ? " allowed" : " undefined"))
        .toList();
  }

  @Test
  void aRouteOpensThePortThatItNames() {
    String pod = pod("clinic/db", "{}");

    assertThat(rows("", PG, pod)).containsExactly("TCP 5432, TCP 8080 allowed");
    assertThat(rows("pg", PG, pod)).containsExactly("TCP 5432 allowed");
    assertThat(rows("2", PG, pod)).containsExactly("TCP 8080 allowed");
    assertThat(rows("3", PG, pod)).isEmpty();
    assertThat(rows("pg", PG.replace("app: db", "app: web"), pod)).isEmpty();
    assertThat(rows("pg", PG.replace("{selector", "{type: ExternalName, selector"), pod)).isEmpty();
  }

  /** It is not known whether its clients come with their address or with a pod's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingress: [{}]                                                 | allowed
          ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}, {ipBlock: {cidr: '::/0'}}]}] | undefined
          ingress: [{from: [{namespaceSelector: {}}]}]                  | undefined
          policyTypes: [Ingress]                                        | undefined
          """)
  void aRouteIsOnlyCertainWhereEverybodyMayEnter(String rules, String verdict) {
    assertThat(
            rows(
                "pg",
                PG,
                pod("clinic/db", "{}"),
                World.policy("p", "{podSelector: {}, %s}".formatted(rules))))
        .containsExactly("TCP 5432 " + verdict);
  }

  private static List<String> rows(String pod, String service) {
    World world = World.of(pod);
    var group = new Group("clinic/db", new OfPod(world.pods().getFirst(), Map.of()), 1);
    return Exposure.of(service(service), group, Reachability.under(world.policies()))
        .map(row -> row.ports().toString())
        .toList();
  }

  @Test
  void aNamedPortIsThatOfAContainerOrANativeSidecar() {
    String service = "{type: NodePort, selector: {app: db}, ports: [{port: 1, targetPort: pg}]}";

    assertThat(
            rows(
                pod("clinic/db", "{containers: [{ports: [{name: pg, containerPort: 5432}]}]}"),
                service))
        .containsExactly("TCP 5432");
    assertThat(
            rows(
                pod(
                    "clinic/db",
                    "{containers: [{name: c}], initContainers: [{restartPolicy: Always, ports:"
                        + " [{name: pg, containerPort: 6432}]}]}"),
                service))
        .containsExactly("TCP 6432");
    assertThat(
            rows(
                pod("clinic/db", "{initContainers: [{ports: [{name: pg, containerPort: 6432}]}]}"),
                service))
        .isEmpty();
  }

  @Test
  void aNameForAnotherHostExposesNothing() {
    assertThat(
            rows(
                pod("clinic/db", "{}"),
                "{type: ExternalName, externalName: example.org, externalIPs: [9.9.9.9],"
                    + " selector: {app: db}, ports: [{port: 5432}]}"))
        .isEmpty();
  }
}

package io.hipaaoperator.network;

import static io.hipaaoperator.network.World.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Groups.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Services open to the outside. */
class ExposureTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static List<String> rows(String pod, String service) {
    World world = World.of(pod);
    var group = new Group("clinic/db", new OfPod(world.pods().getFirst(), Map.of()), 1);
    String yaml =
        "---\n{apiVersion: v1, kind: Service, metadata: {name: db, namespace: clinic}, spec: %s}";
    return Exposure.of(
            YAML.unmarshal(yaml.formatted(service), Service.class),
            group,
            Reachability.under(world.policies()))
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

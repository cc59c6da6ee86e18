package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.workload.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of files and folders. */
class ManifestsTest {
  private static final String POD_SPEC =
      "{volumes: [{name: a, emptyDir: {}}], containers: [{name: c, image: i}]}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Deployment, apps/v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "DaemonSet, apps/v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "ReplicaSet, apps/v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "StatefulSet, apps/v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "ReplicationController, v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "Job, batch/v1, '{template: {metadata: {labels: {app: a}}, spec: SPEC}}'",
    "CronJob, batch/v1,"
        + " '{jobTemplate: {spec: {template: {metadata: {labels: {app: a}}, spec: SPEC}}}}'",
  })
  void controllersHavePods(String kind, String version, String spec) throws IOException {
    write("a.yaml", object(kind, version, "{name: x, labels: {app: other}}", spec));

    Pod pod = read().pods().getFirst();

    assertThat(pod.getMetadata().getName()).isEqualTo("x");
    assertThat(pod.getMetadata().getNamespace()).isEqualTo("clinic");
    assertThat(pod.getMetadata().getLabels()).containsOnly(Map.entry("app", "a"));
    assertThat(pod.getSpec().getVolumes()).extracting(Volume::getName).containsExactly("a");
  }

  @Test
  void aPodIsItself() throws IOException {
    write("a.yaml", object("Pod", "v1", "{name: x, namespace: lab, labels: {app: a}}", "SPEC"));

    assertThat(names(read().pods())).containsExactly("lab/x");
  }

  @Test
  void aStatefulSetsClaimsAreVolumes() throws IOException {
    write(
        "a.yaml",
        object(
            "StatefulSet",
            "apps/v1",
            "{name: x}",
            "{template: {spec: SPEC}, volumeClaimTemplates: [{metadata: {name: data}}]}"));

    Volume claim = read().pods().getFirst().getSpec().getVolumes().getLast();

    assertThat(claim.getName()).isEqualTo("data");
    assertThat(claim.getPersistentVolumeClaim().getClaimName()).isEqualTo("data");
  }

  @Test
  void waysInAreRead() throws IOException {
    write(
        "a.yaml",
        object(
            "Ingress",
            "networking.k8s.io/v1",
            "{name: web}",
            "{defaultBackend: {service: {name: db}}}"));
    write(
        "b.yaml",
        object(
            "TCPRoute",
            "gateway.networking.k8s.io/v1alpha2",
            "{name: pg}",
            "{parentRefs: [{name: g}], rules: [{backendRefs: [{name: db}]}]}"));

    assertThat(read().routes())
        .extracting(Object::toString)
        .asString()
        .contains("origin=Ingress clinic/web")
        .contains("origin=TCPRoute clinic/pg");
  }

  @ParameterizedTest
  @CsvSource({
    "Ingress, networking.k8s.io/v1beta1, {}, apiVersion: no server takes it",
    "Ingress, extensions/v1beta1, {}, apiVersion: no server takes it",
    "HTTPRoute, gateway.networking.k8s.io/v1, {rules: {}}, spec: rules: not of the type",
    "HTTPRoute, gateway.networking.k8s.io/v1, {rules: [{backendRefs: {}}]}, spec: backendRefs:",
    "HTTPRoute, gateway.networking.k8s.io/v1, {parentRefs: {name: g}}, spec: parentRefs:",
  })
  void aWayInThatWouldBeLostIsRefused(String kind, String version, String spec, String why)
      throws IOException {
    write("a.yaml", object(kind, version, "{name: web}", spec));

    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(this::read)
        .withMessageContaining("web")
        .withMessageContaining(why);
  }

  @Test
  void anEmptyNamespaceIsTheOneThatWasAskedFor() throws IOException {
    String route = "{parentRefs: [{name: g}], rules: [{backendRefs: [{name: db}]}]}";
    write(
        "a.yaml",
        object("TCPRoute", "gateway.networking.k8s.io/v1", "{name: a, namespace: ''}", route)
            + "---\n"
            + object("TCPRoute", "gateway.networking.k8s.io/v1", "{name: b, namespace: }", route));

    assertThat(read().routes().into("clinic").known()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ingress", "HTTPRoute", "ReferenceGrant"})
  void aWayInWithoutVersionIsRefused(String kind) throws IOException {
    write("a.yaml", "{kind: %s, metadata: {name: web}}".formatted(kind));

    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(this::read)
        .withMessageContaining("apiVersion: required");
  }

  /** That they are there is read, not what they say; in the namespace that was asked for. */
  @Test
  void policiesOfOtherApisAreNoticed() throws IOException {
    write(
        "a.yaml",
        object("CiliumNetworkPolicy", "cilium.io/v2", "{name: b}", "{endpointSelector: {}}")
            + "---\n"
            + object("CiliumNetworkPolicy", "cilium.io/v2", "{name: a}", "7")
            + "---\n"
            + object("NetworkPolicy", "crd.projectcalico.org/v1", "{name: c, namespace: lab}", "{}")
            + "---\n"
            + object("AdminNetworkPolicy", "example.org/v1", "{name: d}", "{}"));

    Snapshot cluster = read();

    assertThat(OtherPolicy.concerning("clinic", cluster.otherPolicies()))
        .isEqualTo(
            new Fact.Known<>(
                List.of(
                    "CiliumNetworkPolicy a (cilium.io) and 1 more may allow what NetworkPolicies"
                        + " deny; not evaluated",
                    "AdminNetworkPolicy d (example.org) may allow what NetworkPolicies deny; it is"
                        + " not evaluated")));
    assertThat(cluster.policies()).isEmpty();
  }

  /** Of both kinds; with the labels that lead from them to their Service. */
  @Test
  void endpointsAreRead() throws IOException {
    write(
        "a.yaml",
        """
        apiVersion: v1
        kind: Endpoints
        metadata: {name: old}
        subsets: [{addresses: [{ip: 10.0.0.1}], notReadyAddresses: [{ip: 10.0.0.2}], ports: [{port: 1}]}]
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: new-1, labels: {kubernetes.io/service-name: new}}
        addressType: IPv4
        endpoints: [{addresses: [10.0.0.3]}]
        """);

    List<EndpointSlice> endpoints = read().endpoints();

    assertThat(endpoints)
        .extracting(slice -> slice.getMetadata().getLabels().get(HandMadeEndpoints.SERVICE_NAME))
        .containsExactly("old", "new");
    assertThat(endpoints.stream().flatMap(HandMadeEndpoints::addresses))
        .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
    assertThat(endpoints.getFirst().getPorts().getFirst().getPort()).isEqualTo(1);
  }

  @Test
  void documentsListsAndJsonAreRead() throws IOException {
    String pod = "{apiVersion: v1, kind: Pod, metadata: {name: NAME}, spec: {containers: []}}";
    write(
        "a.yaml",
        "---\n" + pod.replace("NAME", "one") + "\n---\n---\n" + pod.replace("NAME", "two") + "\n");
    write(
        "b.yml",
        "apiVersion: v1\nkind: List\nitems: ["
            + pod.replace("NAME", "three")
            + ", "
            + "{apiVersion: v1, kind: PodList, items: ["
            + pod.replace("NAME", "four")
            + "]}]\n");
    write(
        "c.json",
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"five\"},"
            + "\"spec\":{\"containers\":[]}}");

    assertThat(names(read().pods()))
        .containsExactly("clinic/one", "clinic/two", "clinic/three", "clinic/four", "clinic/five");
  }

  /** As the API server answers. */
  @Test
  void itemsOfAListOfOneKindNeedNotSayIt() throws IOException {
    write(
        "a.json",
        """
        {"apiVersion": "v1", "kind": "PodList",
         "items": [{"metadata": {"name": "x"}, "spec": {"containers": []}}]}
        """);

    assertThat(names(read().pods())).containsExactly("clinic/x");
  }

  @Test
  void foldersAreReadToTheBottomAndInOrder() throws IOException {
    Files.createDirectories(folder.resolve("b/c"));
    write("b/c/z.yaml", object("Pod", "v1", "{name: deep}", "SPEC"));
    write("a.yaml", object("Pod", "v1", "{name: top}", "SPEC"));
    write("README.md", "kind: [");

    assertThat(names(read().pods())).containsExactly("clinic/top", "clinic/deep");
  }

  @Test
  void emptyFilesAndCommentsAreNothing() throws IOException {
    write("a.yaml", "");
    write("b.yaml", "# nothing\n---\n# nothing either\n");

    assertThat(read().workloads()).isEmpty();
    assertThat(read().pods()).isEmpty();
  }

  @Test
  void theServersNameLabelIsGiven() throws IOException {
    write("a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: lab, labels: {team: a}}\n");

    assertThat(read().namespaces().getFirst().getMetadata().getLabels())
        .containsEntry("kubernetes.io/metadata.name", "lab")
        .containsEntry("team", "a");
  }

  @Test
  void namesakesOfOtherGroupsAreOtherKinds() throws IOException {
    write(
        "a.yaml",
        object("NetworkPolicy", "crd.projectcalico.org/v1", "{name: x}", "{selector: all()}")
            + "---\n"
            + object("PhiWorkload", "example.org/v1", "{name: x}", "{whatever: 1}"));

    assertThat(read().policies()).isEmpty();
    assertThat(read().workloads()).isEmpty();
  }

  /** A kind that plays no part is passed over, whatever it looks like, and needs no name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "apiVersion: x/v1\nkind: Thing\nmetadata: {name: x}\nfoo: 1\n",
        "kind: Kustomization\nresources: [a.yaml]\n"
      })
  void otherKindsArePassedOver(String other) throws IOException {
    write("a.yaml", object("Pod", "v1", "{name: x}", "SPEC"));
    write("b.yaml", other);

    assertThat(names(read().pods())).containsExactly("clinic/x");
  }

  @Test
  void aNamedFileIsReadWhateverItIsCalled() throws IOException {
    write("pod.txt", object("Pod", "v1", "{name: x}", "SPEC"));

    assertThat(read().pods()).isEmpty();
    assertThat(Manifests.read(List.of(folder.resolve("pod.txt")), "clinic").pods()).hasSize(1);
  }

  private Snapshot read() {
    return Manifests.read(List.of(folder), "clinic");
  }

  private static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(o -> o.getMetadata().getNamespace() + "/" + o.getMetadata().getName())
        .toList();
  }

  private static String object(String kind, String version, String metadata, String spec) {
    return "apiVersion: %s\nkind: %s\nmetadata: %s\nspec: %s\n"
        .formatted(version, kind, metadata, spec.replace("SPEC", POD_SPEC));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}

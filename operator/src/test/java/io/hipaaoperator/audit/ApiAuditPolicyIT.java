package io.hipaaoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cluster.AuditedServer;
import io.hipaaoperator.cluster.ClusterExtension;
import io.hipaaoperator.cluster.Emulator;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.RunningOperator;
import io.hipaaoperator.cluster.TestCluster;
import io.hipaaoperator.cluster.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The audit policy of a sink in a real cluster, and what a real API server makes of one. */
@ExtendWith(ClusterExtension.class)
record ApiAuditPolicyIT(TestCluster cluster, TestNamespace namespace, TestNamespace other) {
  private static final ClusterSink SINK =
      new ClusterSink(
          "clinic", "uid-1", KeptSinks.spec("audit", "/phi", "adopt: true"), "/phi", "eu");

  @Test
  void itIsThereForWhoeverRunsTheControlPlane() {
    namespace.label("phi", mark());
    try (var operator = operator();
        var sink = declare().ready()) {
      await(sink, "namespaces: [\"\", \"" + namespace.name() + "\"]");
      assertThat(sink.await(status -> !status.inventory().isEmpty()).inventory())
          .extracting(child -> child.kind() + " " + child.namespace() + "/" + child.name())
          .containsExactly("ConfigMap " + other.name() + "/" + sink.name() + "-audit-policy");

      namespace.label("phi", "no-longer");
      await(sink, "namespaces: [\"\"]");
      assertThat(operator.httpPort()).isPositive();
    }
  }

  /** The server refuses to start with a policy that it does not understand. */
  @Test
  void aRealServerWritesDownWhoDidWhatAndNoSecret() {
    ConfigMap map = ApiAuditPolicy.of(SINK, "kube-system", List.of("clinic"));
    try (var server =
        AuditedServer.start(Objects.requireNonNull(map.getData().get(ApiAuditPolicy.FILE)))) {
      doWhatIsAudited(server.client(), "clinic");
      doWhatIsAudited(server.client(), "lab");
      server.client().secrets().inAnyNamespace().list();
      Eventually.holds(() -> server.log().contains("\"requestURI\":\"/api/v1/secrets"));

      assertThat(deeds(server, "clinic"))
          .contains(
              "create secrets/ Metadata",
              "get secrets/ Metadata",
              "create pods/exec Metadata",
              "create networkpolicies/ Request");
      assertThat(deeds(server, "lab")).isEmpty();
      assertThat(server.log()).doesNotContain("hunter2", "aHVudGVyMg==");
      assertThat(server.entries())
          .filteredOn(entry -> entry.at("/objectRef/resource").asText().equals("networkpolicies"))
          .allSatisfy(entry -> assertThat(entry.has("requestObject")).isTrue())
          .isNotEmpty();
    }
  }

  private static void doWhatIsAudited(KubernetesClient client, String in) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(in).endMetadata().build())
        .create();
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("db")
                .withNamespace(in)
                .endMetadata()
                .withStringData(Map.of("password", "hunter2"))
                .build())
        .create();
    client.secrets().inNamespace(in).withName("db").get();
    client
        .resource(
            new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("open")
                .withNamespace(in)
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .endSpec()
                .build())
        .create();
    exec(client, in);
  }

  /** No node runs the pod, so the server refuses, having written down who asked. */
  private static void exec(KubernetesClient client, String in) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName("records")
                .withNamespace(in)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("pause")
                .endContainer()
                .endSpec()
                .build())
        .create();
    String path = "/api/v1/namespaces/" + in + "/pods/records/exec?command=id&stdout=true";
    try {
      client.raw(path, "POST", null);
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).isGreaterThanOrEqualTo(400);
    }
  }

  /** What was done in a namespace, and how much of it was written down. */
  private static List<String> deeds(AuditedServer server, String in) {
    return server.entries().stream()
        .filter(entry -> entry.at("/objectRef/namespace").asText().equals(in))
        .map(ApiAuditPolicyIT::deed)
        .toList();
  }

  private static String deed(JsonNode entry) {
    return "%s %s/%s %s"
        .formatted(
            entry.path("verb").asText(),
            entry.at("/objectRef/resource").asText(),
            entry.at("/objectRef/subresource").asText(),
            entry.path("level").asText());
  }

  private void await(TestSink sink, String words) {
    Eventually.until(
        () ->
            cluster
                .admin()
                .configMaps()
                .inNamespace(other.name())
                .withName(sink.name() + "-audit-policy")
                .get(),
        map -> map != null && map.getData().toString().contains(words));
  }

  private TestSink declare() {
    var sink = TestSink.of(cluster, "audit");
    sink.declareKey();
    return sink.declare(
        "keyRef: {name: " + sink.name() + "}",
        "allowedNamespaces: {matchLabels: {phi: %s}}, auditPolicy: {namespace: %s}"
            .formatted(mark(), other.name()));
  }

  /** What only the namespaces of this test are labelled with. */
  private String mark() {
    return "of-" + namespace.name();
  }

  private RunningOperator operator() {
    return RunningOperator.start(
        RunningOperator.config(
            Emulator.location(), Enforcement.Enforce, Duration.ofSeconds(1), namespace, other),
        cluster.operator());
  }
}

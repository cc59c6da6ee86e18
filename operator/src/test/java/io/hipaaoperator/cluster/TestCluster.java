package io.hipaaoperator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.chart.Helm;
import io.hipaaoperator.kube.PlainWatches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A real cluster with the chart installed, and the ways into it. */
public final class TestCluster {
  static final String RELEASE = "hipaa-operator";
  static final String NAMESPACE = "hipaa-system";
  private static final String UNUSED =
      "{\"status\":{\"users\":[],\"userTotal\":0,\"dataKeys\":[]}}";

  private final Path kubeconfig;
  private final KubernetesClient admin;

  private TestCluster(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
    this.admin = new KubernetesClientBuilder().withConfig(config(kubeconfig)).build();
  }

  /** A cluster with the chart's definitions and rights, and no operator running. */
  static TestCluster ready() {
    var cluster = new TestCluster(Kubeconfig.found().file());
    cluster.install("--set", "replicas=0");
    return cluster;
  }

  /** Installs or changes the release as users do. */
  public void install(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                "upgrade",
                "--install",
                RELEASE,
                Helm.chart(),
                "--namespace",
                NAMESPACE,
                "--create-namespace",
                "--set",
                "retention.enabled=true",
                "--set",
                "secrets.enabled=true",
                "--kubeconfig",
                kubeconfig.toString()));
    command.addAll(List.of(arguments));
    Helm.run(command.toArray(String[]::new));
  }

  /** A client with all rights, for what people do. */
  public KubernetesClient admin() {
    return admin;
  }

  /** Path of the administrator's kubeconfig. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** The lease that says which operator leads. */
  public Optional<Lease> lease() {
    return Optional.ofNullable(leases().get());
  }

  /** Nobody leads. */
  public void removeLease() {
    leases().delete();
  }

  /** Gives the lease to somebody else, for long. */
  public void takeLease(String identity) {
    String renewed = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS).toString();
    leases()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"holderIdentity\":\"%s\",\"leaseDurationSeconds\":3600,\"renewTime\":\"%s\"}}"
                .formatted(identity, renewed));
  }

  private Resource<Lease> leases() {
    return admin.leases().inNamespace(NAMESPACE).withName(RELEASE);
  }

  /** A list as the API server prints it for kubectl. */
  public JsonNode table(String path) {
    HttpClient http = admin.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(admin.getMasterUrl() + path)
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .build();
    String answer = http.sendAsync(request, String.class).join().body();
    return Serialization.unmarshal(answer, JsonNode.class);
  }

  /** A new client with the rights that the chart gives the operator, and no others. */
  public KubernetesClient operator() {
    return client(admin.getMasterUrl().toString());
  }

  /** A connection to the API server that fails as a test wants it. */
  public FaultyServer faulty() {
    return new FaultyServer(admin.getConfiguration());
  }

  /** A new client with the operator's rights over such a connection. */
  public KubernetesClient operator(FaultyServer server) {
    return client(server.address());
  }

  private KubernetesClient client(String address) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address)
            .withCaCertData(admin.getConfiguration().getCaCertData())
            .withOauthToken(token())
            .build();
    return PlainWatches.clients().withConfig(config).build();
  }

  private String token() {
    TokenRequest request =
        admin
            .serviceAccounts()
            .inNamespace(NAMESPACE)
            .withName(RELEASE)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(7200L)
                    .endSpec()
                    .build());
    return request.getStatus().getToken();
  }

  /** A kubeconfig with the operator's rights, for an operator that is a process of its own. */
  Path operatorKubeconfig() {
    String yaml =
        """
        apiVersion: v1
        kind: Config
        current-context: it
        contexts: [{name: it, context: {cluster: it, user: it}}]
        clusters: [{name: it, cluster: {server: "%s", certificate-authority-data: "%s"}}]
        users: [{name: it, user: {token: "%s"}}]
        """
            .formatted(admin.getMasterUrl(), admin.getConfiguration().getCaCertData(), token());
    try {
      return Files.writeString(Files.createTempFile("operator", ".kubeconfig"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A component of the local cluster's control plane, to be killed; empty on a cluster that is not
   * ours to break.
   */
  public Optional<ProcessHandle> component(String name) {
    if (!isLocal()) {
      return Optional.empty();
    }
    return Optional.of(Eventually.until(() -> running(name), Optional::isPresent).orElseThrow());
  }

  /** Empty while it rests between two lives. */
  private Optional<ProcessHandle> running(String component) {
    String cluster = kubeconfig.resolve("../..").normalize().getFileName().toString();
    String pid = Kubeconfig.clusterNamed(cluster, "pid", component).output().strip();
    return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
  }

  /** The API server's audit log; empty where the cluster is not the local one. */
  public Optional<Path> auditLog() {
    Path log = kubeconfig.resolve("../../log/audit.log").normalize();
    return isLocal() ? Optional.of(log) : Optional.empty();
  }

  private boolean isLocal() {
    return Files.exists(kubeconfig.resolve("../../log/audit.log").normalize());
  }

  /** Removes an EncryptionKey, whoever uses it: the rest of a test goes after it. */
  public void removeKey(String name) {
    var key = admin.resources(EncryptionKey.class).withName(name);
    Eventually.succeeds(
        Duration.ofSeconds(60),
        () -> {
          if (key.get() != null) {
            key.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), UNUSED);
            key.delete();
          }
        });
  }

  /** A namespace that is the test's own, with these labels. */
  public TestNamespace namespace(Map<String, String> labels) {
    String name = "it-" + UUID.randomUUID().toString().substring(0, 8);
    admin
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    return new TestNamespace(admin, name);
  }

  /** A namespace that is the test's own. */
  public TestNamespace namespace() {
    return namespace(Map.of());
  }

  private static Config config(Path kubeconfig) {
    try {
      return Config.fromKubeconfig(null, Files.readString(kubeconfig), kubeconfig.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

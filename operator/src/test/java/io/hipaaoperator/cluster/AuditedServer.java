package io.hipaaoperator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An API server of its own with an audit policy, out of the programs of the local cluster. */
public final class AuditedServer implements AutoCloseable {
  private static final String TOKEN = "it";

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final KubernetesClient client;

  private AuditedServer(String policy) throws IOException, GeneralSecurityException {
    folder = Files.createTempDirectory("audited");
    int etcd = freePort();
    int port = freePort();
    Files.writeString(folder.resolve("policy.yaml"), policy);
    Files.writeString(folder.resolve("tokens"), TOKEN + ",admin,1,system:masters\n");
    Files.writeString(folder.resolve("key.pem"), key());
    run("etcd", etcd(etcd));
    run("kube-apiserver", server(etcd, port));
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                    .withMasterUrl("https://127.0.0.1:" + port)
                    .withOauthToken(TOKEN)
                    .withTrustCerts(true)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
  }

  /** Starts one; returns when it answers. */
  public static AuditedServer start(String policy) {
    try {
      var server = new AuditedServer(policy);
      Eventually.holds(server::answers);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return client;
  }

  /** What it has written to its audit log so far. */
  public List<JsonNode> entries() {
    return log().lines().map(line -> Serialization.unmarshal(line, JsonNode.class)).toList();
  }

  /** The same as text. */
  public String log() {
    try {
      Path log = folder.resolve("audit.log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    if (processes.stream().anyMatch(process -> !process.isAlive())) {
      throw new IllegalStateException("has ended, see " + folder);
    }
    try {
      return client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private List<String> etcd(int port) throws IOException {
    String client = "http://127.0.0.1:" + port;
    String peer = "http://127.0.0.1:" + freePort();
    return List.of(
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync");
  }

  private List<String> server(int etcd, int port) {
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + etcd,
        "--bind-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--secure-port=" + port,
        "--cert-dir=" + folder.resolve("certs"),
        "--service-cluster-ip-range=10.0.0.0/24",
        "--authorization-mode=RBAC",
        "--token-auth-file=" + folder.resolve("tokens"),
        "--disable-admission-plugins=ServiceAccount",
        "--service-account-issuer=https://it",
        "--service-account-key-file=" + folder.resolve("key.pem"),
        "--service-account-signing-key-file=" + folder.resolve("key.pem"),
        "--audit-policy-file=" + folder.resolve("policy.yaml"),
        "--audit-log-path=" + folder.resolve("audit.log"),
        "--audit-log-mode=blocking");
  }

  private void run(String program, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of(path(program)));
    command.addAll(arguments);
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(program + ".log").toFile())
            .start());
  }

  /** The local cluster runs it, so it is there. */
  private static String path(String program) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().command().stream())
        .filter(command -> command.endsWith("/" + program))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + program + " runs here"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String key() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Override
  public void close() {
    client.close();
    processes.reversed().forEach(AuditedServer::end);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package io.hipaaoperator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An API server of a test's own, with an etcd, out of the programs of the local cluster. */
public final class OwnServer implements AutoCloseable {
  private static final String TOKEN = "it";

  private final Path folder;
  private final int port = OperatorProcess.freePort();
  private final int etcdPort = OperatorProcess.freePort();
  private final List<Process> processes = new ArrayList<>();
  private final KubernetesClient client;
  private Process server;

  private OwnServer(Path folder, List<String> more) throws IOException, GeneralSecurityException {
    this.folder = folder;
    Files.writeString(folder.resolve("tokens"), TOKEN + ",admin,1,system:masters\n");
    Files.writeString(folder.resolve("key.pem"), key());
    run("etcd", etcd());
    server = run("kube-apiserver", arguments(more));
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

  /**
   * Starts one; returns when it answers.
   *
   * @param folder where its files and logs go
   * @param more arguments of kube-apiserver
   */
  public static OwnServer start(Path folder, String... more) {
    try {
      var server = new OwnServer(folder, List.of(more));
      Eventually.holds(server::answers);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts the API server anew with other arguments, on what is stored. */
  public void restart(String... more) {
    end(server);
    processes.remove(server);
    server = run("kube-apiserver", arguments(List.of(more)));
    Eventually.holds(this::answers);
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return client;
  }

  /** What etcd has under a key, as it is stored. */
  public String stored(String key) {
    String body =
        "{\"key\":\"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + etcdPort + "/v3/kv/range"))
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      String value = Serialization.unmarshal(answer, JsonNode.class).at("/kvs/0/value").asText();
      return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs another program of the local cluster beside it, until this is closed. */
  public Process run(String program, List<String> arguments) {
    var command = Stream.concat(Stream.of(path(program)), arguments.stream()).toList();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(program + ".log").toFile())
              .start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String path(String program) {
    return Kubeconfig.cluster("tool", program).output().strip();
  }

  private boolean answers() {
    if (!server.isAlive()) {
      throw new IllegalStateException("has ended, see " + folder);
    }
    try {
      return client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private List<String> etcd() {
    String here = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + OperatorProcess.freePort();
    return List.of(
        "--data-dir=" + folder.resolve("etcd"),
        "--listen-client-urls=" + here,
        "--advertise-client-urls=" + here,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--unsafe-no-fsync");
  }

  private List<String> arguments(List<String> more) {
    return Stream.concat(
            Stream.of(
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
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
                "--service-account-signing-key-file=" + folder.resolve("key.pem")),
            more.stream())
        .toList();
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
    processes.reversed().forEach(OwnServer::end);
  }

  /** Ends one of its programs. */
  public static void end(Process process) {
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

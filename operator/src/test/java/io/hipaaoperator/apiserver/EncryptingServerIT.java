package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.ApiServerEncryption;
import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.cluster.OwnServer;
import io.hipaaoperator.kube.AnsweringApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files do what the guide that comes with them says, at a real kube-apiserver with a KMS v2
 * plugin that says of its key what aws-encryption-provider says; and what its metrics tell is what
 * etcd has.
 */
class EncryptingServerIT {
  private static final String OURS = "k8s:enc:kms:v2:aws-kms:";
  private static final String PLAIN = "k8s\0\n";

  /** A provider is asked once a minute for its key and its health, and more often when unwell. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  @TempDir private Path folder;
  private ApiServerEncryption declared;
  private OwnServer server;
  private Process plugin;

  @BeforeEach
  void start() throws IOException {
    declared = Told.declared("socket: '%s'".formatted(folder.resolve("kms.sock")));
    for (Map.Entry<String, String> file : files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    server = OwnServer.start(folder);
    plugin = plugin(Told.ARN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void installedStepByStepItEncryptsAndTheMetricsTellHowFarItIs() {
    write("old");
    expect(State.NotEncrypted, "has no KMS v2 provider aws-kms");

    restart(ControlPlaneFiles.READING);
    write("during");
    assertThat(stored("during")).startsWith(PLAIN);
    expect(State.NotEncrypted, "secrets are written with no encryption");

    restart(ControlPlaneFiles.CONFIGURATION);
    write("new");
    assertThat(stored("new")).startsWith(OURS).doesNotContain("hunter2");
    assertThat(stored("old")).startsWith(PLAIN).contains("hunter2");
    assertThat(read("old")).isEqualTo(read("new"));
    expect(State.StoredInPlain, "secrets were stored with no encryption");

    writeAnew();
    assertThat(stored("old")).startsWith(OURS);
    expect(State.StoredInPlain, "then restart it");
    restart(ControlPlaneFiles.CONFIGURATION);
    expect(State.Encrypted, "encrypts secrets, configmaps with the key");

    restart(ControlPlaneFiles.READING);
    expect(State.NotSeen, "none was written since it was started");
    writeAnew();
    assertThat(stored("new")).startsWith(PLAIN);
    OwnServer.end(plugin);
    server.restart();
    assertThat(read("new")).isEqualTo("hunter2");
    expect(State.NotEncrypted, "has no KMS v2 provider");
  }

  /** The plugin is what knows the key: another one in its place is noticed, and none. */
  @Test
  void anotherKeyAndAPluginThatIsGoneAreNoticed() {
    restart(ControlPlaneFiles.CONFIGURATION);
    write("new");
    writeAnew();
    restart(ControlPlaneFiles.CONFIGURATION);
    expect(State.Encrypted, "encrypts");

    OwnServer.end(plugin);
    plugin = plugin("arn:aws:kms:us-east-1:111122223333:alias/somebody");
    await(State.AnotherKey);

    OwnServer.end(plugin);
    restart(ControlPlaneFiles.CONFIGURATION);
    await(State.PluginUnwell);
  }

  /** As a server takes a pod, every field by its name. */
  @Test
  void thePluginIsAPodThatAServerTakes() {
    awaitItsOwn();
    Pod pod = Serialization.unmarshal(files().get(ControlPlaneFiles.PLUGIN), Pod.class);

    Pod taken = server.client().resource(pod).fieldValidation(Validation.STRICT).create();

    assertThat(taken.getMetadata().getUid()).isNotEmpty();
  }

  /** What the server makes by itself soon after its start. */
  private void awaitItsOwn() {
    KubernetesClient client = server.client();
    Eventually.holds(
        () ->
            client.namespaces().withName("kube-system").get() != null
                && client.scheduling().v1().priorityClasses().withName("system-node-critical").get()
                    != null);
  }

  private Map<String, String> files() {
    return new ControlPlaneFiles("records", declared, Told.ARN, "us-east-1").byName();
  }

  private Process plugin(String key) {
    Process process =
        server.run("kms-plugin", List.of("--key=" + key, "--listen=" + declared.socketPath()));
    Eventually.holds(() -> Files.exists(Path.of(declared.socketPath())));
    return process;
  }

  private void restart(String configuration) {
    server.restart("--encryption-provider-config=" + folder.resolve(configuration));
  }

  private void write(String name) {
    server
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withStringData(Map.of("password", "hunter2"))
                .build())
        .create();
  }

  /** As {@code kubectl get … -o json | kubectl replace -f -} does. */
  private void writeAnew() {
    server
        .client()
        .secrets()
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(secret -> server.client().resource(secret).update());
    server
        .client()
        .configMaps()
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(map -> server.client().resource(map).update());
  }

  private String read(String name) {
    Secret secret = server.client().secrets().inNamespace("default").withName(name).get();
    return new String(
        Base64.getDecoder().decode(secret.getData().get("password")), StandardCharsets.UTF_8);
  }

  private String stored(String name) {
    return server.stored("/registry/secrets/default/" + name);
  }

  private void expect(State state, String words) {
    EncryptionLook look = look();
    assertThat(look.state()).as(look.message()).isEqualTo(state);
    assertThat(look.message()).contains(words);
  }

  private void await(State state) {
    Eventually.until(PATIENCE, this::look, look -> look.state() == state);
  }

  private EncryptionLook look() {
    var live = new AnsweringApiServer(server.client());
    return new MetricsJudgement("records", declared, new HashedKey(Told.ARN), Instant.now())
        .of(live.metrics(), live.providers());
  }
}

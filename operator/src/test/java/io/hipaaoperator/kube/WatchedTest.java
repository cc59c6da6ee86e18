package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.hipaaoperator.cluster.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch keeps what is looked at, and tells of nothing else. */
class WatchedTest {
  private static final Logger NOISE = Logger.getLogger("io.fabric8.mockwebserver.MockWebServer");

  static {
    NOISE.setLevel(Level.WARNING);
  }

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);

  @SuppressWarnings("NullAway.Init")
  private KubernetesClient client;

  private final List<String> changes = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Watched<Pod> pods;

  /** The server is left to the end of the process: its own end may wait for an open watch. */
  @BeforeEach
  void watch() {
    server.init();
    client = server.createClient();
    client.resource(pod("records", "1")).create();
    pods = new Watched<>(client.pods().inAnyNamespace(), Prune::pod);
    pods.onChange(states -> changes.add(String.join(">", states.stream().map(this::app).toList())));
    pods.index("app", pod -> List.of(app(pod)));
    pods.start().toCompletableFuture().join();
    await(() -> !changes.isEmpty());
    changes.clear();
  }

  @AfterEach
  void stop() {
    pods.close();
  }

  @Test
  void whatIsKeptIsPruned() {
    assertThat(pods.synced()).isTrue();
    assertThat(pods.all())
        .singleElement()
        .satisfies(
            pod -> {
              assertThat(pod.getMetadata().getAnnotations()).isEmpty();
              assertThat(pod.getSpec().getContainers().getFirst().getEnv()).isEmpty();
              assertThat(pod.getSpec().getContainers().getFirst().getName()).isEqualTo("c");
            });
  }

  @Test
  void objectsAreFoundByNamespaceNameClassAndIndex() {
    assertThat(pods.in("clinic")).hasSize(1);
    assertThat(pods.in("lab")).isEmpty();
    assertThat(pods.get("clinic", "records-0")).isPresent();
    assertThat(pods.get("lab", "records-0")).isEmpty();
    assertThat(pods.ofClass("analytics")).hasSize(1);
    assertThat(pods.ofClass("phi")).isEmpty();
    assertThat(pods.indexed("app", "records")).hasSize(1);
  }

  /** A heartbeat in an annotation must not wake anybody; the label after it must. */
  @Test
  void onlyChangesOfWhatIsKeptAreTold() {
    long before = pods.seen();

    client.resource(pod("records", "2")).update();
    client.resource(pod("billing", "2")).update();

    await(() -> changes.contains("records>billing"));
    assertThat(changes).containsExactly("records>billing");
    await(() -> pods.seen() > before);
    assertThat(pods.indexed("app", "billing")).hasSize(1);
  }

  @Test
  void aDeletionIsTold() {
    client.resource(pod("records", "1")).delete();

    await(() -> changes.contains("records"));
    assertThat(pods.all()).isEmpty();
  }

  @Test
  void aWatchThatEndedIsDead() {
    assertThat(pods.dead()).isFalse();

    pods.close();

    await(pods::dead);
  }

  private String app(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault("app", "");
  }

  private static Pod pod(String app, String beat) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("records-0")
        .withNamespace("clinic")
        .addToLabels("app", app)
        .addToLabels("hipaa-operator.io/data-class", "analytics")
        .addToAnnotations("beat", beat)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("c")
        .addNewEnv()
        .withName("PASSWORD")
        .withValue("hunter2")
        .endEnv()
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .endStatus()
        .build();
  }

  private static void await(Supplier<Boolean> done) {
    Eventually.until(Duration.ofSeconds(10), done, Boolean.TRUE::equals);
  }
}

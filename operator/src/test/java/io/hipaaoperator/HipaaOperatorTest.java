package io.hipaaoperator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.aws.Aws;
import io.hipaaoperator.cluster.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probes say. */
class HipaaOperatorTest {
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
  private HipaaOperator operator;

  @SuppressWarnings("NullAway.Init")
  private KubernetesClient other;

  /** The server is left to the end of the process: its own end may wait for an open watch. */
  @BeforeEach
  void start() {
    server.init();
    other = server.createClient();
    operator = operator(server.createClient());
    operator.start();
  }

  private static HipaaOperator operator(KubernetesClient client) {
    var config =
        new OperatorConfig(
            Enforcement.Observe,
            true,
            List.of(),
            false,
            "",
            "",
            "test",
            0,
            Duration.ofMinutes(10),
            1,
            Aws.Location.NONE,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false);
    return new HipaaOperator(config, client);
  }

  @AfterEach
  void stop() {
    operator.close();
    other.close();
  }

  @Test
  void aWatchThatHasEndedForGoodIsNoLife() {
    assertThat(code("/readyz")).isEqualTo(200);
    assertThat(code("/healthz")).isEqualTo(200);

    other
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(PhiWorkload.class))
        .inNamespace("clinic")
        .resource(unreadable())
        .create();

    Eventually.until(() -> code("/healthz"), code -> code == 503);
  }

  /** A restart would not bring the server back. */
  @Test
  void whoCannotListYetIsAliveAndNotReady() {
    var nowhere = new ConfigBuilder(other.getConfiguration()).withMasterUrl("http://127.0.0.1:1");
    try (var early = operator(new KubernetesClientBuilder().withConfig(nowhere.build()).build())) {
      Thread.ofVirtual().start(early::start);

      Eventually.until(() -> code(early, "/healthz"), code -> code == 200);
      assertThat(code(early, "/readyz")).isEqualTo(503);
    }
  }

  private static GenericKubernetesResource unreadable() {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(new PhiWorkload().getApiVersion())
        .withKind(PhiWorkload.class.getSimpleName())
        .withNewMetadata()
        .withNamespace("clinic")
        .withName("ledger")
        .endMetadata()
        .withAdditionalProperties(Map.of("spec", "of an age to come"))
        .build();
  }

  private int code(String path) {
    return code(operator, path);
  }

  private static int code(HipaaOperator operator, String path) {
    var uri = URI.create("http://127.0.0.1:" + operator.httpPort() + path);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

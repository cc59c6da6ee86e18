package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch is open from when the server has accepted it until the connection ends. */
class OpenWatchesTest {
  private static final String LIST =
      "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[]}";

  private final CountDownLatch accepts = new CountDownLatch(1);
  private final CountDownLatch ends = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @SuppressWarnings("NullAway.Init")
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    accepts.countDown();
    ends.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aQuietWatchIsOpenOnceItIsAcceptedAndClosedWhenItEnds() throws InterruptedException {
    try (KubernetesClient client = client();
        var pods = new Watched<Pod>(client.pods().inAnyNamespace(), Prune::pod)) {
      pods.start();
      await(pods::synced);
      assertThat(pods.isWatching()).isFalse();

      accepts.countDown();
      await(pods::isWatching);

      server.removeContext("/");
      ends.countDown();
      await(() -> !pods.isWatching());
    }
  }

  /** Lists nothing, and watches without a word. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getQuery().contains("watch=true")) {
        watch(exchange);
      } else {
        byte[] list = LIST.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, list.length);
        exchange.getResponseBody().write(list);
      }
    }
  }

  private void watch(HttpExchange exchange) throws IOException {
    try {
      accepts.await();
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush();
      ends.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KubernetesClient client() {
    return PlainWatches.clients()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .build())
        .build();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(10));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}

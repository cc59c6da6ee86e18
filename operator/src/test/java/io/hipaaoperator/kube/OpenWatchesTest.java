package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.cluster.Eventually;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A watch is open from when the server has accepted it until the connection ends. */
class OpenWatchesTest {
  private static final String LIST =
      "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[]}";

  private final CountDownLatch accepts = new CountDownLatch(1);
  private final CountDownLatch ends = new CountDownLatch(1);

  @Test
  void aQuietWatchIsOpenOnceItIsAcceptedAndClosedWhenItEnds() {
    try (var server = new ScriptedServer();
        KubernetesClient client = server.client(0);
        var pods = new Watched<>(client.pods().inAnyNamespace(), Prune::pod)) {
      server.says(
          ScriptedServer.tells(LIST),
          (exchange, body) -> watch(exchange),
          ScriptedServer.refuses(500, "InternalError", "no more watches"));
      pods.start();
      Eventually.holds(pods::synced);
      assertThat(pods.isWatching()).isFalse();

      accepts.countDown();
      Eventually.holds(pods::isWatching);

      ends.countDown();
      Eventually.holds(() -> !pods.isWatching());
    }
  }

  /** Says no word, from when it accepts until it ends. */
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
}

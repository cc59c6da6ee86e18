package io.hipaaoperator.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.cluster.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are read in whatever characters and pieces they come. */
class EscapedWatchesTest {
  private static final String NOTE = "≥ 6 Jahre, für 患者 😀";
  private static final String LIST =
      "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"7\"},\"items\":[]}";

  private final CountDownLatch ends = new CountDownLatch(1);

  @Test
  void aWatchGoesOnAfterAnEventInAnotherScript() {
    try (var server = new ScriptedServer();
        KubernetesClient client = server.client(0);
        var pods = new Watched<>(client.pods().inAnyNamespace(), UnaryOperator.identity())) {
      server.says(
          ScriptedServer.tells(LIST),
          (exchange, body) -> watch(exchange),
          ScriptedServer.refuses(500, "InternalError", "no more watches"));
      pods.start();

      List<Pod> seen = Eventually.until(pods::all, all -> all.size() == 2);

      assertThat(seen).allMatch(pod -> NOTE.equals(pod.getMetadata().getAnnotations().get("note")));
      assertThat(server.requests()).as("one list and one watch").hasSize(2);
      ends.countDown();
    }
  }

  private void watch(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream answer = exchange.getResponseBody()) {
      for (String name : List.of("first", "second")) {
        answer.write(event(name).getBytes(StandardCharsets.UTF_8));
        answer.flush();
      }
      ends.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String event(String name) {
    return """
    {"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"name":"%s","namespace":"a",\
    "uid":"%s","resourceVersion":"8","annotations":{"note":"%s"}}}}
    """
        .formatted(name, name, NOTE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 1000})
  void charactersThatComeInPiecesArePutTogether(int piece) throws Exception {
    byte[] json = new ObjectMapper().writeValueAsBytes(NOTE);
    var out = new ByteArrayOutputStream();
    var escaping = new EscapedWatches.Escaping((bytes, body) -> bytes.forEach(b -> put(b, out)));

    for (int from = 0; from < json.length; from += piece) {
      int length = Math.min(piece, json.length - from);
      escaping.consume(List.of(ByteBuffer.wrap(json, from, length)), OpenWatches.NOTHING);
    }

    for (byte each : out.toByteArray()) {
      assertThat(each).isNotNegative();
    }
    assertThat(new ObjectMapper().readValue(out.toByteArray(), String.class)).isEqualTo(NOTE);
  }

  private static void put(ByteBuffer bytes, ByteArrayOutputStream out) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }
}

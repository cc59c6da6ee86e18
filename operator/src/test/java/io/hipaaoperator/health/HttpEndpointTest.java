package io.hipaaoperator.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final AtomicBoolean live = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean();

  @Test
  void livenessAndReadinessAreApart() throws Exception {
    try (var endpoint = endpoint(() -> "")) {
      assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(endpoint, "/readyz").statusCode()).isEqualTo(503);

      live.set(false);
      ready.set(true);

      assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(503);
      assertThat(get(endpoint, "/healthz").body()).isEqualTo("not ok\n");
      assertThat(get(endpoint, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsAreAskedForAtEveryScrape() throws Exception {
    int[] scrapes = {0};
    try (var endpoint = endpoint(() -> "hipaa_drift_total " + ++scrapes[0] + "\n")) {
      get(endpoint, "/metrics");
      HttpResponse<String> answer = get(endpoint, "/metrics");

      assertThat(answer.body()).isEqualTo("hipaa_drift_total 2\n");
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Test
  void thereIsNothingElse() throws Exception {
    try (var endpoint = endpoint(() -> "")) {
      assertThat(get(endpoint, "/").statusCode()).isEqualTo(404);
      assertThat(get(endpoint, "/debug").statusCode()).isEqualTo(404);
    }
  }

  /** A scrape that fails must not look like a process that hangs. */
  @Test
  void failingMetricsAreAnAnswer() throws Exception {
    Supplier<String> failing =
        () -> {
          throw new IllegalStateException("hunter2");
        };
    try (var endpoint = endpoint(failing)) {
      assertThat(get(endpoint, "/metrics").statusCode()).isEqualTo(500);
      assertThat(get(endpoint, "/metrics").body()).doesNotContain("hunter2");
      assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatIsSlowToAskHoldsNobodyUp() throws Exception {
    try (var endpoint = endpoint(() -> "");
        var slow = new Socket("127.0.0.1", endpoint.port())) {
      slow.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: ".getBytes(US_ASCII));
      slow.getOutputStream().flush();

      assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  /** As a probe of the kubelet would have to wait, and then would end the process. */
  @Test
  void aScrapeThatTakesLongHoldsNoProbeUp() throws Exception {
    var end = new CountDownLatch(1);
    Supplier<String> slow =
        () -> {
          try {
            end.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        };
    try (var endpoint = endpoint(slow);
        var scrape = new Socket("127.0.0.1", endpoint.port())) {
      scrape.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      scrape.getOutputStream().flush();

      assertThat(get(endpoint, "/healthz").statusCode()).isEqualTo(200);
    } finally {
      end.countDown();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (var endpoint = endpoint(() -> "")) {
      int port = endpoint.port();

      assertThatThrownBy(() -> new HttpEndpoint(port, () -> "", live::get, ready::get))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("port " + port);
    }
  }

  @Test
  void nothingIsServedAfterTheEnd() {
    HttpEndpoint endpoint = endpoint(() -> "");
    endpoint.close();

    assertThatThrownBy(() -> get(endpoint, "/healthz")).isInstanceOf(IOException.class);
  }

  private HttpEndpoint endpoint(Supplier<String> metrics) {
    var endpoint = new HttpEndpoint(0, metrics, live::get, ready::get);
    endpoint.start();
    return endpoint;
  }

  private static HttpResponse<String> get(HttpEndpoint endpoint, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
          BodyHandlers.ofString());
    }
  }
}

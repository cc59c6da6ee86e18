package io.hipaaoperator.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.hipaaoperator.apiserver.ApiServer;
import io.hipaaoperator.apiserver.EncryptionMetrics;
import io.hipaaoperator.control.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The API server that answers a client. */
public final class AnsweringApiServer implements ApiServer {
  private static final String METRICS = "/metrics";

  /** Of livez the providers are no part: an API server is not restarted for them. */
  private static final String PROVIDERS = "/readyz/kms-providers";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http;
  private final String address;

  /** It is asked once each time: that it is not well is an answer, not something to try again. */
  public AnsweringApiServer(KubernetesClient client) {
    RequestConfig once =
        new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
            .withRequestRetryBackoffLimit(0)
            .build();
    this.http = client.newClient(once).getHttpClient();
    this.address = client.getMasterUrl().toString().replaceFirst("/$", "");
  }

  /** They are megabytes, of which a few lines are kept. */
  @Override
  public Fact<EncryptionMetrics> metrics() {
    return ask(
        METRICS,
        answer ->
            answer.code() == HttpURLConnection.HTTP_OK
                ? new Fact.Known<>(read(answer.body()))
                : unread(METRICS, answer.code()));
  }

  private static EncryptionMetrics read(InputStream body) {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      return EncryptionMetrics.of(lines.lines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Fact<Providers> providers() {
    return ask(
        PROVIDERS,
        answer ->
            switch (answer.code()) {
              case HttpURLConnection.HTTP_OK -> new Fact.Known<>(Providers.WELL);
              case HttpURLConnection.HTTP_NOT_FOUND -> new Fact.Known<>(Providers.NONE);
              case HttpURLConnection.HTTP_INTERNAL_ERROR -> new Fact.Known<>(Providers.UNWELL);
              default -> unread(PROVIDERS, answer.code());
            });
  }

  private <T> Fact<T> ask(String path, Function<HttpResponse<InputStream>, Fact<T>> read) {
    try {
      HttpResponse<InputStream> answer = http.sendAsync(request(path), InputStream.class).join();
      try (InputStream body = answer.body()) {
        return inTime(body, () -> read.apply(answer));
      }
    } catch (CompletionException | UncheckedIOException | IOException e) {
      return new Fact.Unreachable<>("the API server did not answer " + path);
    }
  }

  /** The client looks at the time only until the answer begins; closed, the body ends. */
  private static <T> T inTime(InputStream body, Supplier<T> reading) {
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> close(body),
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    try {
      return reading.get();
    } finally {
      end.cancel(false);
    }
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest request(String path) {
    return http.newHttpRequestBuilder()
        .uri(address + path)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }

  private static <T> Fact<T> unread(String path, int code) {
    return code == HttpURLConnection.HTTP_FORBIDDEN
        ? new Fact.Unreachable<>(
            "the right to get %s is missing, apiServerEncryption.enabled of the chart gives it"
                .formatted(path),
            true)
        : new Fact.Unreachable<>("the API server answered %s with %d".formatted(path, code));
  }
}

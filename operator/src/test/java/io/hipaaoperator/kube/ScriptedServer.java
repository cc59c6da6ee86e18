package io.hipaaoperator.kube;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Says what an API server says when something goes wrong, in the order it was told to. */
public final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * What it is asked.
   *
   * @param method HTTP method
   * @param uri path and query
   * @param type content type
   * @param body body
   */
  public record Request(String method, String uri, String type, String body) {}

  /** What it answers. */
  public interface Answer {
    void to(HttpExchange exchange, String body) throws IOException;
  }

  private volatile boolean empty;

  public ScriptedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers in this order; the last one again and again. */
  public ScriptedServer says(Answer... these) {
    answers.addAll(List.of(these));
    return this;
  }

  /** Has no object: what is asked for is not found, and not among the requests. */
  public ScriptedServer isEmpty() {
    empty = true;
    return this;
  }

  /** Starts anew, with nothing to say and nothing asked. */
  public synchronized void forgets() {
    answers.clear();
    requests.clear();
  }

  public List<Request> requests() {
    return requests;
  }

  /** A client as the operator's that tries {@code retries} times more. */
  public KubernetesClient client(int retries) {
    return PlainWatches.clients()
        .withConfig(
            new ConfigBuilder()
                .withAutoConfigure(false)
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(retries)
                .withRequestRetryBackoffInterval(1)
                .withRequestTimeout(2_000)
                .build())
        .build();
  }

  /** What was sent, as the server's answer: an apply that worked. */
  public static Answer accepts() {
    return (exchange, body) -> send(exchange, 200, body);
  }

  /** This JSON. */
  public static Answer tells(String json) {
    return (exchange, body) -> send(exchange, 200, json);
  }

  /** A Status as the API server words it. */
  public static Answer refuses(int code, String reason, String message) {
    return (exchange, body) ->
        send(
            exchange,
            code,
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"%s\",\"reason\":\"%s\",\"code\":%d}"
                .formatted(message, reason, code));
  }

  /** Too many requests. */
  public static Answer throttles(int seconds) {
    return (exchange, body) -> {
      exchange.getResponseHeaders().set("Retry-After", String.valueOf(seconds));
      refuses(429, "TooManyRequests", "slow down").to(exchange, body);
    };
  }

  /** A proxy's page instead of the API. */
  public static Answer page(int code) {
    return (exchange, body) -> send(exchange, code, "<html>bad gateway</html>");
  }

  /** Hangs up without an answer. */
  public static Answer hangsUp() {
    return (exchange, body) -> exchange.close();
  }

  /** Says nothing for so long. */
  public static Answer sleeps(long millis) {
    return (exchange, body) -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      send(exchange, 200, body);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (empty && exchange.getRequestMethod().equals("GET")) {
        refuses(404, "NotFound", "not found").to(exchange, "");
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              body));
      next().to(exchange, body);
    }
  }

  private synchronized Answer next() {
    Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
    return answer == null ? refuses(501, "NotImplemented", "nothing to say") : answer;
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

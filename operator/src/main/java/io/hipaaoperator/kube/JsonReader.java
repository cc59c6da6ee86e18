package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Asks the API server for JSON in a form that the client does not ask for. */
final class JsonReader {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  JsonReader(KubernetesClient client) {
    this.client = client;
  }

  /**
   * What is at a path; an empty object where nothing is.
   *
   * @param accept media type of the form
   * @param what what is listed, for people
   * @throws Forbidden when a right is missing
   * @throws NotRead when the server refuses otherwise
   */
  JsonNode get(String pathAndQuery, String accept, String what) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(address(pathAndQuery))
            .header("Accept", accept)
            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    HttpResponse<String> answer = client.getHttpClient().sendAsync(request, String.class).join();
    return switch (answer.code()) {
      case HttpURLConnection.HTTP_OK -> parsed(answer.body());
      case HttpURLConnection.HTTP_NOT_FOUND -> JSON.createObjectNode();
      case HttpURLConnection.HTTP_FORBIDDEN -> throw new Forbidden(what);
      default -> throw new NotRead("HTTP " + answer.code() + " when listing " + what);
    };
  }

  private String address(String pathAndQuery) {
    String server = client.getMasterUrl().toString();
    return (server.endsWith("/") ? server.substring(0, server.length() - 1) : server)
        + pathAndQuery;
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server's refusal to list, in words for people. */
  static class NotRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    NotRead(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** A refusal that stays one until somebody grants the right. */
  static final class Forbidden extends NotRead {
    private static final long serialVersionUID = 1L;

    Forbidden(String what) {
      super("the right to list " + what + " is missing");
    }
  }
}

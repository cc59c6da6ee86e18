package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Lists objects of any kind page by page, and of each only the metadata, so that memory is bounded
 * by a page.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">API concepts</a>
 */
final class MetadataPages {
  private static final int PAGE = 250;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;

  MetadataPages(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Hands over the metadata of all objects of a resource, a page at a time; of a resource that is
   * not served any more there is none.
   *
   * @param groupVersion for example {@code cilium.io/v2}
   * @param resource its plural, for example {@code ciliumnetworkpolicies}
   * @throws NotRead when the server refuses
   */
  void each(String groupVersion, String resource, Consumer<List<JsonNode>> page) {
    String path = "/apis/" + groupVersion + "/" + resource + "?limit=" + PAGE;
    String next = "";
    do {
      JsonNode list = answer(path + next, resource + " of " + groupVersion);
      page.accept(items(list));
      String token = list.at("/metadata/continue").asText("");
      next = token.isEmpty() ? "" : "&continue=" + encoded(token);
    } while (!next.isEmpty());
  }

  private static List<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.path("items").spliterator(), false)
        .map(item -> item.path("metadata"))
        .toList();
  }

  private JsonNode answer(String pathAndQuery, String what) {
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(address(pathAndQuery))
            .header("Accept", METADATA_ONLY)
            .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    HttpResponse<String> answer = client.getHttpClient().sendAsync(request, String.class).join();
    return switch (answer.code()) {
      case HttpURLConnection.HTTP_OK -> parsed(answer.body());
      case HttpURLConnection.HTTP_NOT_FOUND -> JSON.createObjectNode();
      default -> throw new NotRead(refusal(answer.code(), what));
    };
  }

  private static String refusal(int code, String what) {
    return code == HttpURLConnection.HTTP_FORBIDDEN
        ? "the right to list " + what + " is missing"
        : "HTTP " + code + " when listing " + what;
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

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  /** The server's refusal to list, in words for people. */
  static final class NotRead extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRead(String why) {
      super(why);
    }
  }
}

package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

  private final JsonReader reader;

  MetadataPages(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * Hands over the metadata of all objects of a resource, a page at a time; of a resource that is
   * not served any more there is none.
   *
   * @param groupVersion for example {@code cilium.io/v2}
   * @param resource its plural, for example {@code ciliumnetworkpolicies}
   * @throws JsonReader.NotRead when the server refuses
   */
  void each(String groupVersion, String resource, Consumer<List<JsonNode>> page) {
    String path = "/apis/" + groupVersion + "/" + resource + "?limit=" + PAGE;
    String next = "";
    do {
      JsonNode list = reader.get(path + next, METADATA_ONLY, resource + " of " + groupVersion);
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

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }
}

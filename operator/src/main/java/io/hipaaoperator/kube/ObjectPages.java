package io.hipaaoperator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists objects of any kind page by page, so that memory is bounded by a page.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">API concepts</a>
 */
final class ObjectPages {
  private static final int PAGE = 250;
  private static final String WHOLE = "application/json";
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

  private final JsonReader reader;

  ObjectPages(JsonReader reader) {
    this.reader = reader;
  }

  /**
   * Hands over all objects of a kind, a page at a time; of one that is not served any more there
   * are none.
   *
   * @throws JsonReader.NotRead when the server refuses
   */
  void each(ServedKind kind, Consumer<List<JsonNode>> page) {
    each(kind, WHOLE, page);
  }

  /**
   * The same, but of each object only the metadata.
   *
   * @throws JsonReader.NotRead when the server refuses
   */
  void eachMetadata(ServedKind kind, Consumer<List<JsonNode>> page) {
    each(
        kind,
        METADATA_ONLY,
        items -> page.accept(items.stream().map(item -> item.path("metadata")).toList()));
  }

  private void each(ServedKind kind, String accept, Consumer<List<JsonNode>> page) {
    String path = "/apis/" + kind.groupVersion() + "/" + kind.resource() + "?limit=" + PAGE;
    String next = "";
    do {
      JsonNode list =
          reader.get(path + next, accept, kind.resource() + " of " + kind.groupVersion());
      page.accept(list.path("items").valueStream().toList());
      String token = list.at("/metadata/continue").asText("");
      next = token.isEmpty() ? "" : "&continue=" + encoded(token);
    } while (!next.isEmpty());
  }

  private static String encoded(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }
}

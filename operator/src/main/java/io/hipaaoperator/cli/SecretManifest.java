package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.seal.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Secret in plain text, to be sealed. No error quotes a value of it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param template what it has beside its values
 * @param values by their key; wiped when it is closed
 */
record SecretManifest(
    String namespace, String name, SecretTemplate template, SortedMap<String, byte[]> values)
    implements AutoCloseable {

  /**
   * The Secret of a document.
   *
   * @param asked namespace that was asked for, if any
   * @throws BadInput naming file, object and field
   */
  static SecretManifest of(Document document, @Nullable String asked) {
    if (!document.kind().equals("Secret") || !document.version().equals("v1")) {
      throw new BadInput(document.where() + "no Secret of v1; these alone are sealed");
    }
    return new SecretManifest(
        namespace(document, asked), document.name(), template(document), values(document));
  }

  private static String namespace(Document document, @Nullable String asked) {
    String own = document.object().at("/metadata/namespace").asText("");
    if (own.isEmpty() && asked == null) {
      throw new BadInput(document.where() + "metadata.namespace: missing; or give --namespace");
    }
    if (!own.isEmpty() && asked != null && !own.equals(asked)) {
      throw new BadInput(document.where() + "metadata.namespace: not that of --namespace");
    }
    return own.isEmpty() ? String.valueOf(asked) : own;
  }

  private static SecretTemplate template(Document document) {
    JsonNode object = document.object();
    try {
      return new SecretTemplate(
          object.path("type").asText(SecretTemplate.OPAQUE.type()),
          object.path("immutable").asBoolean(false),
          texts(document, "/metadata/labels"),
          texts(document, "/metadata/annotations"));
    } catch (SealError e) {
      throw new BadInput(document.where() + "metadata." + e.getMessage());
    }
  }

  private static SortedMap<String, String> texts(Document document, String path) {
    SortedMap<String, String> texts = new TreeMap<>();
    document
        .object()
        .at(path)
        .properties()
        .forEach(each -> texts.put(each.getKey(), text(document, path, each)));
    return texts;
  }

  private static String text(Document document, String path, Map.Entry<String, JsonNode> field) {
    if (!field.getValue().isTextual()) {
      String dotted = path.substring(1).replace('/', '.');
      throw new BadInput(
          document.where() + dotted + "." + field.getKey() + ": no text; put it in quotes");
    }
    return field.getValue().textValue();
  }

  /** As the API server does it: what is in stringData wins. */
  private static SortedMap<String, byte[]> values(Document document) {
    SortedMap<String, byte[]> values = new TreeMap<>();
    texts(document, "/data").forEach((key, text) -> values.put(key, decoded(document, key, text)));
    texts(document, "/stringData")
        .forEach((key, text) -> values.put(key, text.getBytes(StandardCharsets.UTF_8)));
    return values;
  }

  private static byte[] decoded(Document document, String key, String base64) {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("[\r\n]", ""));
    } catch (IllegalArgumentException e) {
      throw new BadInput(document.where() + "data." + key + ": not base64");
    }
  }

  @Override
  public void close() {
    values.values().forEach(value -> Arrays.fill(value, (byte) 0));
  }

  /** Its name, and nothing of its values. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}

package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** What a person agrees to: the same for the same plan, whatever the order of its fields. */
public final class PlanHash {
  /** Who agreed, or that it is only to be tried, changes nothing of what would be deleted. */
  private static final Set<String> APPROVAL = Set.of("approvedHash", "dryRun");

  private PlanHash() {}

  /** SHA-256, in hexadecimal, of a document that is an object. */
  public static String of(JsonNode plan) {
    ObjectNode content = (ObjectNode) sorted(plan);
    content.remove(APPROVAL);
    byte[] text = content.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Sha256.of().digest(text));
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> list.add(sorted(item)));
      return list;
    }
    if (!value.isObject()) {
      return value;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it -> object.set(it.getKey(), sorted(it.getValue())));
    return object;
  }
}

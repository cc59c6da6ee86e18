package io.hipaaoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a schema refuses, in words. */
final class SchemaChecks {
  private final List<String> found = new ArrayList<>();

  private SchemaChecks() {}

  /** The checks of one field, and of the items of a list of values. */
  static String of(JsonNode schema) {
    var checks = new SchemaChecks();
    checks.collect(schema);
    return String.join("; ", checks.found);
  }

  private void collect(JsonNode schema) {
    range(schema, "Items", "", " items");
    range(schema, "Properties", "", " entries");
    range(schema, "Length", "", " characters");
    range(schema, "imum", "from ", "");
    values(schema);
    pattern(schema);
    rules(schema);
    if (schema.has("items") && !schema.get("items").has("properties")) {
      String each = of(schema.get("items"));
      if (!each.isEmpty()) {
        found.add("each: " + each);
      }
    }
  }

  private void range(JsonNode schema, String what, String before, String after) {
    JsonNode least = schema.path("min" + what);
    JsonNode most = schema.path("max" + what);
    if (!least.isMissingNode() && !most.isMissingNode()) {
      found.add(before + least.asInt() + " to " + most.asInt() + after);
    } else if (!most.isMissingNode()) {
      found.add("at most " + most.asInt() + after);
    } else if (!least.isMissingNode()) {
      found.add("at least " + least.asInt() + after);
    }
  }

  private void values(JsonNode schema) {
    if (schema.has("enum")) {
      found.add(
          schema
              .get("enum")
              .valueStream()
              .map(value -> "`" + value.asText() + "`")
              .collect(Collectors.joining(", ", "one of ", "")));
    }
  }

  private void pattern(JsonNode schema) {
    if (schema.has("pattern")) {
      found.add("`" + schema.get("pattern").asText() + "`");
    }
  }

  private void rules(JsonNode schema) {
    if (!schema.has("properties")) {
      schema
          .path("x-kubernetes-validations")
          .forEach(rule -> found.add(rule.get("message").asText()));
    }
  }
}

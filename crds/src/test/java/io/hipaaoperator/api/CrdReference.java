package io.hipaaoperator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes {@code docs/crd-reference.md}: a table for each type. What it says comes from the
 * manifests, as users meet it; the names of the types come from the records.
 */
final class CrdReference {
  private static final String HEADER =
      """
      <!-- Generated from crds/manifests. Do not edit: see CONTRIBUTING.md. -->

      # CRD reference

      API group `hipaa-operator.io`, version `v1alpha1`, category `hipaa`: `kubectl get hipaa` lists all kinds.
      The API server refuses what breaks a validation or a rule, with the name of the field. `kubectl explain` shows the
      same texts.
      """;

  private static final String COLUMNS =
      """
      | field | type | default | meaning | validation |
      |---|---|---|---|---|
      """;

  private final Map<String, Section> sections = new LinkedHashMap<>();

  private CrdReference() {}

  /** The page, from a manifest for each kind. */
  static String of(Map<Class<?>, String> manifests) {
    return HEADER
        + manifests.entrySet().stream()
            .map(e -> kind(e.getKey(), Serialization.unmarshal(e.getValue(), JsonNode.class)))
            .collect(Collectors.joining());
  }

  private static String kind(Class<?> type, JsonNode crd) {
    JsonNode names = crd.at("/spec/names");
    JsonNode version = crd.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema");
    Type[] parts = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
    var reference = new CrdReference();
    reference.visit((Class<?>) parts[0], schema.at("/properties/spec"), "spec");
    if (schema.at("/properties").has("status")) {
      reference.visit((Class<?>) parts[1], schema.at("/properties/status"), "status");
    }
    return "\n## %s\n\n%s resource `%s`, short `%s`.\n\n%s%s%s"
        .formatted(
            names.get("kind").asText(),
            crd.at("/spec/scope").asText(),
            names.get("plural").asText(),
            names.at("/shortNames/0").asText(),
            rules(schema),
            columns(version),
            reference.sections.values().stream()
                .map(Section::toString)
                .collect(Collectors.joining()));
  }

  private static String columns(JsonNode version) {
    var text = new StringBuilder("| column | shown | from |\n|---|---|---|\n");
    for (JsonNode column : version.get("additionalPrinterColumns")) {
      text.append(
          "| %s | %s | `%s` |\n"
              .formatted(
                  column.get("name").asText(), shown(column), column.get("jsonPath").asText()));
    }
    return text.toString();
  }

  private static String shown(JsonNode column) {
    return column.get("priority").asInt() == 0 ? "always" : "with `-o wide`";
  }

  private void visit(Class<?> type, JsonNode schema, String use) {
    Section known = sections.get(type.getSimpleName());
    if (known != null) {
      known.uses().add(use);
      return;
    }
    var section = new Section(type.getSimpleName(), table(type, schema));
    section.uses().add(use);
    sections.put(section.name(), section);
    fields(schema).forEach((field, below) -> descend(type, field, below));
  }

  private void descend(Class<?> type, String field, JsonNode schema) {
    JsonNode object = schema.has("items") ? schema.get("items") : schema;
    if (object.has("properties")) {
      visit(typeOf(type, field), object, type.getSimpleName() + "." + field);
    }
  }

  private static String table(Class<?> type, JsonNode schema) {
    return fields(schema).entrySet().stream()
        .map(field -> row(type, field.getKey(), field.getValue(), required(schema)))
        .collect(Collectors.joining("", rules(schema) + COLUMNS, ""));
  }

  /** A type, where it is used, and its table. */
  private record Section(String name, String table, List<String> uses) {
    Section(String name, String table) {
      this(name, table, new ArrayList<>());
    }

    @Override
    public String toString() {
      return "\n### %s\n\nIn `%s`.\n\n%s".formatted(name, String.join("`, `", uses), table);
    }
  }

  /** What must be given comes first. */
  private static Map<String, JsonNode> fields(JsonNode schema) {
    Set<String> required = required(schema);
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    schema.get("properties").properties().stream()
        .sorted(Comparator.comparing(field -> !required.contains(field.getKey())))
        .forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static Set<String> required(JsonNode schema) {
    return schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static String row(Class<?> type, String name, JsonNode schema, Set<String> required) {
    List<String> cells =
        List.of(
            "`" + name + "`",
            typeName(type, name, schema),
            required.contains(name) ? "**required**" : defaultOf(schema),
            schema.path("description").asText(),
            SchemaChecks.of(schema));
    return cells.stream().map(CrdReference::cell).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static String defaultOf(JsonNode schema) {
    return schema.path("default").isValueNode() ? "`" + schema.get("default").asText() + "`" : "";
  }

  private static String typeName(Class<?> type, String name, JsonNode schema) {
    if (schema.has("items")) {
      return "list of " + typeName(type, name, schema.get("items"));
    }
    if (schema.has("properties")) {
      String below = typeOf(type, name).getSimpleName();
      return "[" + below + "](#" + below.toLowerCase(Locale.ROOT) + ")";
    }
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return "integer or string";
    }
    return schema.has("additionalProperties") ? "map of string" : schema.get("type").asText();
  }

  /** Type of a record's component, or of the items of a list. */
  private static Class<?> typeOf(Class<?> type, String name) {
    Type component =
        Arrays.stream(type.getRecordComponents())
            .filter(c -> c.getName().equals(name))
            .map(RecordComponent::getGenericType)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(type + " has no " + name));
    return component instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : (Class<?>) component;
  }

  private static String rules(JsonNode schema) {
    String rules =
        schema
            .path("x-kubernetes-validations")
            .valueStream()
            .map(rule -> "- Rule: " + rule.get("message").asText() + ".\n")
            .collect(Collectors.joining());
    return rules.isEmpty() ? "" : rules + "\n";
  }
}

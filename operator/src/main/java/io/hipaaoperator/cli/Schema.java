package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hipaaoperator.api.PhiWorkload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value, and the part of a custom resource's schema that it must keep to.
 *
 * @param path where the value is, for example {@code spec.network.dns.port}
 * @param schema an OpenAPI schema as a CustomResourceDefinition has it; missing for an unknown
 *     field
 * @param value the value; missing for a field that is required
 */
record Schema(String path, JsonNode schema, JsonNode value) {

  /** The whole schema of PhiWorkload, as the API server is given it. */
  static final JsonNode PHI_WORKLOAD = phiWorkload();

  private static JsonNode phiWorkload() {
    String name = "phiworkloads.hipaa-operator.io.yaml";
    try (InputStream crd = PhiWorkload.class.getResourceAsStream(name)) {
      return new YAMLMapper()
          .readTree(Objects.requireNonNull(crd, name))
          .at("/spec/versions/0/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /**
   * Checks the value and all that is in it; rules come last, since they may rely on the rest.
   *
   * @throws BadInput naming the field, with these words before it
   */
  void check(String where) {
    parts().forEach(part -> part.refuse(where, SchemaChecks.faults(part)));
    parts().forEach(part -> part.refuse(where, SchemaRules.faults(part)));
  }

  /** As the API server does: null for a field that has no such value is its absence. */
  void dropNulls() {
    Stream.concat(items(), fields()).forEach(Schema::dropNulls);
    if (value instanceof ObjectNode object) {
      object.remove(
          object.propertyStream().filter(this::isDropped).map(Map.Entry::getKey).toList());
    }
  }

  private boolean isDropped(Map.Entry<String, JsonNode> field) {
    JsonNode declared = field(field).schema;
    return field.getValue().isNull()
        && !declared.isMissingNode()
        && !declared.path("nullable").asBoolean();
  }

  private void refuse(String where, Stream<String> faults) {
    faults
        .findFirst()
        .ifPresent(
            fault -> {
              throw new BadInput(where + path + fault);
            });
  }

  /** Itself and all that is in it, from the top. */
  Stream<Schema> parts() {
    Stream<Schema> within = Stream.of(items(), fields(), absent()).flatMap(parts -> parts);
    return Stream.concat(Stream.of(this), within.flatMap(Schema::parts));
  }

  private Stream<Schema> items() {
    return value.isArray()
        ? IntStream.range(0, value.size())
            .mapToObj(i -> new Schema(path + "[" + i + "]", schema.path("items"), value.get(i)))
        : Stream.empty();
  }

  private Stream<Schema> fields() {
    return value.properties().stream().map(this::field);
  }

  private Schema field(Map.Entry<String, JsonNode> field) {
    JsonNode declared =
        schema.path("properties").path(field.getKey()).isMissingNode()
            ? schema.path("additionalProperties")
            : schema.path("properties").path(field.getKey());
    return new Schema(path + "." + field.getKey(), declared, field.getValue());
  }

  private Stream<Schema> absent() {
    return schema
        .path("required")
        .valueStream()
        .map(JsonNode::asText)
        .filter(name -> value.isObject() && !value.has(name))
        .map(name -> new Schema(path + "." + name, schema, value.path(name)));
  }
}

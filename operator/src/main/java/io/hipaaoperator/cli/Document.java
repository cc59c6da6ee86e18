package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An object of a manifest, and where it stands.
 *
 * @param file the file
 * @param number of the document in the file, from 1
 * @param object what is written there
 */
record Document(Path file, int number, JsonNode object) {

  String kind() {
    return object.path("kind").asText();
  }

  /** For example {@code networking.k8s.io/v1}; blank where it is missing. */
  String version() {
    return object.path("apiVersion").asText("");
  }

  /** For example {@code networking.k8s.io}; empty for the core group. */
  String group() {
    return version().substring(0, Math.max(0, version().indexOf('/')));
  }

  String name() {
    return object.at("/metadata/name").asText();
  }

  /** File and object, ready to be followed by a field. */
  String where() {
    return file + ": " + described();
  }

  /** File and number, for a person who has to find it. */
  String place() {
    return file + ", document " + number;
  }

  /** Kind and name, ready to be followed by words. */
  String described() {
    return kind() + " " + (name().isBlank() ? "(no name)" : name()) + ": ";
  }

  /** Itself, or what is in it if it is a list. */
  Stream<Document> objects() {
    return kind().endsWith("List") && object.has("items")
        ? object
            .get("items")
            .valueStream()
            .map(item -> new Document(file, number, typed(item)))
            .flatMap(Document::objects)
        : Stream.of(this);
  }

  /** Items of a list of one kind need not say it. */
  private JsonNode typed(JsonNode item) {
    String kind = kind().substring(0, kind().length() - "List".length());
    if (item instanceof ObjectNode untyped && !untyped.has("kind") && !kind.isEmpty()) {
      untyped.put("kind", kind).set("apiVersion", object.path("apiVersion"));
    }
    return item;
  }
}

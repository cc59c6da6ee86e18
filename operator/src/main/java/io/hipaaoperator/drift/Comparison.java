package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the fields of a desired object that the live one has not, or has otherwise. */
final class Comparison {
  /** Fields that name an object instead of describing it. */
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "name", "namespace");

  /** The one list that others add to: compared as a map by this key. */
  private static final String OWNERS = "ownerReferences";

  private static final String SPEC = "spec";

  private Comparison() {}

  /** A field that differs; {@code found} is the missing node where it is absent. */
  record Difference(FieldPath path, JsonNode expected, JsonNode found) {}

  /** Differences, in the order of the desired object's fields. */
  static List<Difference> between(JsonNode desired, JsonNode live) {
    List<Difference> found = new ArrayList<>();
    compare(FieldPath.ROOT, desired, live, found);
    return found;
  }

  private static void compare(
      FieldPath at, JsonNode desired, JsonNode live, List<Difference> found) {
    for (Map.Entry<String, JsonNode> field : desired.properties()) {
      if (at.segments().size() <= 1 && IDENTITY.contains(field.getKey())) {
        continue;
      }
      JsonNode other = live.path(field.getKey());
      FieldPath path = at.child(field.getKey());
      if (field.getValue() instanceof ObjectNode below
          && other instanceof ObjectNode
          && !isAtomic(path)) {
        compare(path, below, other, found);
      } else if (!holds(path, field.getValue(), other)) {
        found.add(new Difference(path, field.getValue(), other));
      }
    }
  }

  /** Fields of the live object's spec that the desired one does not have. */
  static List<FieldPath> undeclared(JsonNode desired, JsonNode live) {
    List<FieldPath> found = new ArrayList<>();
    collect(FieldPath.ROOT.child(SPEC), desired.path(SPEC), live.path(SPEC), found);
    return found;
  }

  private static void collect(
      FieldPath at, JsonNode desired, JsonNode live, List<FieldPath> found) {
    for (Map.Entry<String, JsonNode> field : live.properties()) {
      FieldPath path = at.child(field.getKey());
      JsonNode declared = desired.path(field.getKey());
      if (declared.isMissingNode()) {
        found.add(path);
      } else if (!isAtomic(path)) {
        collect(path, declared, field.getValue(), found);
      }
    }
  }

  /** Label selectors are atomic in the API: owned, and so compared, as one value. */
  private static boolean isAtomic(FieldPath path) {
    return path.segments().getLast().endsWith("elector");
  }

  private static boolean holds(FieldPath path, JsonNode expected, JsonNode found) {
    if (path.segments().getLast().equals(OWNERS)) {
      return containsAll(expected, found);
    }
    return expected.equals(found) || (isEmpty(expected) && found instanceof MissingNode);
  }

  private static boolean containsAll(JsonNode expected, JsonNode found) {
    List<JsonNode> present = new ArrayList<>();
    found.elements().forEachRemaining(present::add);
    for (JsonNode item : expected) {
      if (!present.contains(item)) {
        return false;
      }
    }
    return true;
  }

  /** The API server drops empty lists and maps of fields that may be absent. */
  private static boolean isEmpty(JsonNode node) {
    return node instanceof ArrayNode && node.isEmpty();
  }
}

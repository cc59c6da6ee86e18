package io.hipaaoperator.drift;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One edit of one field of an object.
 *
 * @param at where
 * @param value what stands there afterwards; missing where it is removed
 */
record Mutation(JsonPointer at, JsonNode value) {
  private static final List<String> ROOTS =
      List.of("/spec", "/metadata/labels", "/metadata/annotations", "/metadata/ownerReferences");

  /** Every way to change, remove or add one field of what a child declares. */
  static List<Mutation> of(JsonNode object) {
    List<Mutation> found = new ArrayList<>();
    for (String root : ROOTS) {
      JsonPointer at = JsonPointer.compile(root);
      collect(object.at(at), at, found);
    }
    return found;
  }

  private static void collect(JsonNode node, JsonPointer at, List<Mutation> found) {
    found.add(new Mutation(at, removed()));
    if (node instanceof ObjectNode object) {
      if (at.toString().startsWith("/spec")) {
        found.add(new Mutation(at.appendProperty("added"), TextNode.valueOf("x")));
      }
      object.properties().forEach(f -> collect(f.getValue(), at.appendProperty(f.getKey()), found));
    } else if (node instanceof ArrayNode array) {
      if (at.toString().startsWith("/spec")) {
        found.add(new Mutation(at, array.deepCopy().add(array.get(0).deepCopy())));
      }
      for (int i = 0; i < array.size(); i++) {
        collect(array.get(i), at.appendIndex(i), found);
      }
    } else {
      found.add(new Mutation(at, other(node)));
    }
  }

  private static JsonNode removed() {
    return MissingNode.getInstance();
  }

  private static JsonNode other(JsonNode leaf) {
    if (leaf.isNumber()) {
      return IntNode.valueOf(leaf.intValue() + 1);
    }
    return leaf.isBoolean()
        ? BooleanNode.valueOf(!leaf.booleanValue())
        : TextNode.valueOf(leaf.textValue() + "x");
  }

  /** Makes the edit on a live child, as the API server records it: lists are owned as wholes. */
  void on(LiveChild live, JsonNode object, String manager) {
    JsonPointer owned = owned();
    JsonNode after = after(object).at(owned);
    if (after.isMissingNode()) {
      live.remove(owned.toString());
    } else {
      live.set(owned.toString(), after.toString(), manager, "2026-01-02T12:00:00Z");
    }
  }

  /** The field that changes owner. */
  JsonPointer owned() {
    List<String> names =
        Stream.iterate(at, p -> !p.matches(), p -> Objects.requireNonNull(p.tail()))
            .map(JsonPointer::getMatchingProperty)
            .toList();
    JsonPointer path = JsonPointer.empty();
    for (String name : names) {
      path = path.appendProperty(name);
      if (name.equals("podSelector") || name.equals("ownerReferences") || isList(path)) {
        break;
      }
    }
    return path;
  }

  private static boolean isList(JsonPointer path) {
    return List.of("/spec/ingress", "/spec/egress", "/spec/policyTypes").contains(path.toString());
  }

  private JsonNode after(JsonNode object) {
    JsonNode copy = object.deepCopy();
    JsonPointer last = Objects.requireNonNull(at.last());
    JsonNode parent = copy.at(Objects.requireNonNull(at.head()));
    if (parent instanceof ArrayNode array) {
      edit(array, last.getMatchingIndex());
    } else {
      edit((ObjectNode) parent, last.getMatchingProperty());
    }
    return copy;
  }

  private void edit(ArrayNode array, int index) {
    if (value.isMissingNode()) {
      array.remove(index);
    } else {
      array.set(index, value);
    }
  }

  private void edit(ObjectNode object, String name) {
    if (value.isMissingNode()) {
      object.remove(name);
    } else {
      object.set(name, value);
    }
  }
}

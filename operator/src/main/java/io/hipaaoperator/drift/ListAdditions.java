package io.hipaaoperator.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others put into a list of named items, such as containers and their mounts: server-side
 * apply merges these lists by name, and so leaves it in place. Our desired objects spell out every
 * field of such items, also those that the API server would fill in.
 *
 * @param paths what is not declared, from the end of each list to its beginning, so that each can
 *     be removed after the one before
 * @param rest the list without it
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">
 *     Merge strategy</a>
 */
record ListAdditions(List<FieldPath> paths, JsonNode rest) {
  private static final FieldPath SPEC = FieldPath.ROOT.child("spec");
  private static final String NAME = "name";
  private static final String MOUNT = "mountPath";

  ListAdditions {
    paths = List.copyOf(paths);
  }

  /** Of a list that is not as desired. */
  static ListAdditions in(FieldPath at, JsonNode desired, JsonNode live) {
    List<FieldPath> found = new ArrayList<>();
    if (desired instanceof ArrayNode && at.within(SPEC)) {
      collect(at, desired, live, found);
    }
    JsonNode rest = live.deepCopy();
    found.forEach(
        path ->
            remove(rest, path.segments().subList(at.segments().size(), path.segments().size())));
    return new ListAdditions(found, rest);
  }

  private static void collect(
      FieldPath at, JsonNode desired, JsonNode live, List<FieldPath> found) {
    if (isKeyed(desired) && isKeyed(live)) {
      for (int i = live.size() - 1; i >= 0; i--) {
        collect(at.child(String.valueOf(i)), counterpart(desired, live.get(i)), live.get(i), found);
      }
    } else if (desired instanceof ObjectNode && live instanceof ObjectNode) {
      live.properties()
          .forEach(
              field ->
                  collect(
                      at.child(field.getKey()),
                      Optional.ofNullable(desired.get(field.getKey())),
                      field.getValue(),
                      found));
    }
  }

  private static void collect(
      FieldPath at, Optional<JsonNode> desired, JsonNode live, List<FieldPath> found) {
    desired.ifPresentOrElse(wanted -> collect(at, wanted, live, found), () -> found.add(at));
  }

  private static Optional<JsonNode> counterpart(JsonNode desired, JsonNode item) {
    return desired.valueStream().filter(one -> key(one).equals(key(item))).findFirst();
  }

  private static boolean isKeyed(JsonNode node) {
    return node instanceof ArrayNode
        && !node.isEmpty()
        && node.valueStream().noneMatch(item -> key(item).isEmpty());
  }

  /** Of one name there may be several mounts. */
  private static String key(JsonNode item) {
    return item.path(MOUNT).asText(item.path(NAME).asText());
  }

  private static void remove(JsonNode from, List<String> path) {
    JsonNode parent = from;
    for (String segment : path.subList(0, path.size() - 1)) {
      parent =
          parent instanceof ArrayNode ? parent.get(Integer.parseInt(segment)) : parent.get(segment);
    }
    switch (parent) {
      case ArrayNode list -> list.remove(Integer.parseInt(path.getLast()));
      case ObjectNode object -> object.remove(path.getLast());
      default -> throw new IllegalStateException("neither a list nor an object");
    }
  }
}

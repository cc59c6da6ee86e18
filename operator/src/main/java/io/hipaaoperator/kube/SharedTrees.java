package io.hipaaoperator.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Equal trees of maps, kept once. Managed fields are trees of field names, and alike on all objects
 * of one shape: of a thousand policies they would be most of the memory.
 */
final class SharedTrees {
  private static final int MOST = 10_000;
  private static final String KEYED = "k:";

  private final Map<Object, Object> known = new ConcurrentHashMap<>();

  /** A tree that is equal to this one and shares with others what it can. */
  Map<String, Object> share(Map<String, Object> tree) {
    Map<String, Object> shared = new LinkedHashMap<>();
    tree.forEach((key, value) -> shared.put(key, value(value)));
    return shared;
  }

  private Object value(Object value) {
    if (!(value instanceof Map<?, ?> tree)) {
      return value;
    }
    Map<Object, Object> shared = new LinkedHashMap<>();
    tree.forEach((key, below) -> shared.put(key, value(below)));
    return isUnique(shared) ? shared : same(shared);
  }

  /** A list item is told by its key, such as a uid, and alike nowhere else. */
  private static boolean isUnique(Map<?, ?> tree) {
    return tree.entrySet().stream()
        .anyMatch(
            node ->
                String.valueOf(node.getKey()).startsWith(KEYED)
                    || (node.getValue() instanceof Map<?, ?> below && isUnique(below)));
  }

  private Object same(Object tree) {
    if (known.size() >= MOST) {
      known.clear();
    }
    Object first = known.putIfAbsent(tree, tree);
    return first == null ? tree : first;
  }
}

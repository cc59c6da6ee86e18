package io.hipaaoperator.purge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows have to go in a transaction, since rows below them went or since they were chosen. One
 * that does not was changed by somebody meanwhile, perhaps moved to another record.
 */
final class Expected {
  private final Map<Node, Set<List<String>>> keys = new HashMap<>();

  Expected(Node root, Collection<List<String>> roots) {
    keys.put(root, new HashSet<>(roots));
  }

  void add(Node node, List<String> key) {
    keys.computeIfAbsent(node, _ -> new HashSet<>()).add(key);
  }

  /** Whether all that had to go from a table are among those that went. */
  boolean isMet(Node node, Collection<List<String>> gone) {
    return new HashSet<>(gone).containsAll(keys.getOrDefault(node, Set.of()));
  }
}

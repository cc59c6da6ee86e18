package io.hipaaoperator.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A full subtree: the {@code index}-th of those over 2^{@code level} leaves. Its hash never changes
 * once its leaves are there.
 *
 * @param level 0 for a leaf
 * @param index counted from the left of its level
 */
public record Node(int level, long index) {

  /** The fewest full subtrees over the leaves from {@code start} to before {@code end}. */
  static List<Node> covering(long start, long end) {
    List<Node> nodes = new ArrayList<>();
    long at = start;
    while (at < end) {
      int aligned = at == 0 ? Long.SIZE - 2 : Long.numberOfTrailingZeros(at);
      int fitting = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - at);
      int level = Math.min(aligned, fitting);
      nodes.add(new Node(level, at >> level));
      at += 1L << level;
    }
    return nodes;
  }
}

package io.hipaaoperator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The right edge of a growing tree: the hashes of the full subtrees that cover it, at most one a
 * level. That is all a writer needs to go on and to know its root: a leaf costs two hashes on
 * average, a root as many as there are levels, and nothing of what was appended before is needed.
 */
public final class Frontier {
  private final BiConsumer<Node, Hash> completed;
  private final List<Hash> hashes = new ArrayList<>();
  private long size;

  /** An empty tree. */
  public Frontier() {
    this((_, _) -> {});
  }

  /** An empty tree that tells each full subtree as soon as its last leaf is there. */
  public Frontier(BiConsumer<Node, Hash> completed) {
    this.completed = completed;
  }

  /**
   * A tree to go on with.
   *
   * @param size its leaves
   * @param hashes what {@link #hashes} gave at that size
   * @throws Malformed when their number doesn't fit the size
   */
  public static Frontier resume(long size, List<Hash> hashes, BiConsumer<Node, Hash> completed) {
    if (size < 0 || Long.bitCount(size) != hashes.size()) {
      throw new Malformed("frontier: " + hashes.size() + " hashes don't cover " + size + " leaves");
    }
    var frontier = new Frontier(completed);
    frontier.hashes.addAll(hashes);
    frontier.size = size;
    return frontier;
  }

  /** Adds a leaf. */
  public void append(Hash leaf) {
    Hash hash = leaf;
    completed.accept(new Node(0, size), hash);
    int level = 0;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = Hash.ofNode(hashes.removeLast(), hash);
      level++;
      completed.accept(new Node(level, size >> level), hash);
    }
    hashes.add(hash);
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The hashes of the full subtrees, the largest first. */
  public List<Hash> hashes() {
    return List.copyOf(hashes);
  }

  /** The root of the tree as it is now. */
  public Hash root() {
    return hashes.isEmpty() ? Hash.EMPTY : fold(hashes);
  }

  /** The hash over neighbours of which each is larger than the next: joined from the right. */
  static Hash fold(List<Hash> neighbours) {
    return neighbours.reversed().stream()
        .reduce((right, left) -> Hash.ofNode(left, right))
        .orElseThrow();
  }

  void forEach(BiConsumer<Node, Hash> receiver) {
    List<Node> nodes = Node.covering(0, size);
    for (int i = 0; i < nodes.size(); i++) {
      receiver.accept(nodes.get(i), hashes.get(i));
    }
  }
}

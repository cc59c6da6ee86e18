package io.hipaaoperator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a proof is made of, before any hash is known: the ranges of leaves whose hashes it lists,
 * each as the full subtrees that cover it.
 *
 * @param parts one for each hash of the proof, in its order
 */
public record Proof(List<List<Node>> parts) {
  /** Copies. */
  public Proof {
    parts = List.copyOf(parts);
  }

  /**
   * That a leaf is in a tree (RFC 6962 section 2.1.1).
   *
   * @throws IllegalArgumentException when it can't be
   */
  public static Proof inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
    }
    List<List<Node>> parts = new ArrayList<>();
    path(parts, index, 0, size);
    return new Proof(parts);
  }

  private static void path(List<List<Node>> parts, long index, long start, long end) {
    if (end - start == 1) {
      return;
    }
    long middle = middle(start, end);
    if (index < middle) {
      path(parts, index, start, middle);
      parts.add(Node.covering(middle, end));
    } else {
      path(parts, index, middle, end);
      parts.add(Node.covering(start, middle));
    }
  }

  /**
   * That a tree begins with a smaller one (RFC 6962 section 2.1.2).
   *
   * @throws IllegalArgumentException when the first is larger than the second
   */
  public static Proof consistency(long first, long second) {
    if (first < 0 || first > second) {
      throw new IllegalArgumentException(second + " leaves don't begin with " + first);
    }
    List<List<Node>> parts = new ArrayList<>();
    if (first > 0) {
      subproof(parts, first, 0, second);
    }
    return new Proof(parts);
  }

  private static void subproof(List<List<Node>> parts, long first, long start, long end) {
    if (first == end) {
      if (start > 0) {
        parts.add(Node.covering(start, end));
      }
      return;
    }
    long middle = middle(start, end);
    if (first <= middle) {
      subproof(parts, first, start, middle);
      parts.add(Node.covering(middle, end));
    } else {
      subproof(parts, first, middle, end);
      parts.add(Node.covering(start, middle));
    }
  }

  private static long middle(long start, long end) {
    return start + Long.highestOneBit(end - start - 1);
  }

  /** All subtrees whose hashes are needed. */
  public Stream<Node> nodes() {
    return parts.stream().flatMap(List::stream);
  }

  /** The proof itself, with the hash of each subtree. */
  public List<Hash> hashes(Function<Node, Hash> known) {
    return parts.stream().map(part -> Frontier.fold(part.stream().map(known).toList())).toList();
  }
}

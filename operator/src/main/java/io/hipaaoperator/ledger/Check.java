package io.hipaaoperator.ledger;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks on while a log is replayed, and says what it saw. */
interface Check {
  /**
   * An entry that is about to be appended.
   *
   * @param index its place
   * @param leaf the hash of its stored bytes
   * @param entry what it says, or null when it can't be read
   * @param before the tree without it
   */
  default void entry(long index, Hash leaf, @Nullable Entry entry, Frontier before) {}

  /** A full subtree that the last entry completed. */
  default void node(Node node, Hash hash) {}

  /** The tree, once at its start and then after each entry. */
  default void grown(Frontier tree) {}

  /** What it came to. */
  Stream<Finding> findings();
}

package io.hipaaoperator.ledger;

import java.util.List;

/**
 * A tree by its size and root, and what proofs show of it.
 *
 * @param size number of leaves
 * @param root root hash
 */
public record TreeHead(long size, Hash root) {

  /** Whether the proof shows that the leaf is the {@code index}-th of this tree. */
  public boolean includes(Hash leaf, long index, List<Hash> proof) {
    if (index < 0 || index >= size) {
      return false;
    }
    Climb climb = new Climb(index, size - 1, leaf, leaf);
    for (Hash sibling : proof) {
      if (climb.isDone()) {
        return false;
      }
      climb.step(sibling);
    }
    return climb.isDone() && climb.now.equals(root);
  }

  /** Whether the proof shows that this tree begins with the leaves of an older one. */
  public boolean continues(TreeHead old, List<Hash> proof) {
    if (old.size < 0 || old.size > size) {
      return false;
    }
    if (old.size == 0 || old.size == size) {
      return proof.isEmpty() && old.root.equals(old.size == 0 ? Hash.EMPTY : root);
    }
    return climbs(old, proof);
  }

  /** As RFC 9162 section 2.1.4.2 has it: from the last full subtree of the old tree upwards. */
  private boolean climbs(TreeHead old, List<Hash> proof) {
    int full = Long.numberOfTrailingZeros(old.size);
    boolean isWhole = old.size == 1L << full;
    if (!isWhole && proof.isEmpty()) {
      return false;
    }
    Hash seed = isWhole ? old.root : proof.getFirst();
    Climb climb = new Climb((old.size - 1) >> full, (size - 1) >> full, seed, seed);
    for (Hash sibling : isWhole ? proof : proof.subList(1, proof.size())) {
      if (climb.isDone()) {
        return false;
      }
      climb.step(sibling);
    }
    return climb.isDone() && climb.then.equals(old.root) && climb.now.equals(root);
  }

  /** From a subtree to the root, with the root of the old tree beside that of the new. */
  private static final class Climb {
    private long at;
    private long last;
    private Hash then;
    private Hash now;

    Climb(long at, long last, Hash then, Hash now) {
      this.at = at;
      this.last = last;
      this.then = then;
      this.now = now;
    }

    boolean isDone() {
      return last == 0;
    }

    void step(Hash sibling) {
      if ((at & 1) == 1 || at == last) {
        then = Hash.ofNode(sibling, then);
        now = Hash.ofNode(sibling, now);
        while ((at & 1) == 0 && at != 0) {
          up();
        }
      } else {
        now = Hash.ofNode(now, sibling);
      }
      up();
    }

    private void up() {
      at >>= 1;
      last >>= 1;
    }
  }
}

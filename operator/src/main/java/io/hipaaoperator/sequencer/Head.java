package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Claim;
import io.hipaaoperator.ledger.EntryBundle;
import io.hipaaoperator.ledger.Frontier;
import io.hipaaoperator.ledger.Hash;
import io.hipaaoperator.ledger.TreeHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a log has been signed.
 *
 * @param tree its size and root
 * @param edge hashes of the full subtrees that cover it, the largest first
 * @param note the signed checkpoint
 */
record Head(TreeHead tree, List<Hash> edge, byte[] note) {
  private static final int HASH = 32;

  /** Of a log without entries. */
  static final Head NONE = new Head(new TreeHead(0, Hash.EMPTY), List.of(), new byte[0]);

  Head {
    edge = List.copyOf(edge);
  }

  /**
   * One that was kept.
   *
   * @throws LogConflict when the edge does not give the root that was signed
   */
  static Head kept(Claim claim, byte[] edge, byte[] note) {
    List<Hash> hashes = hashes(edge);
    TreeHead tree = claim.head();
    if (Long.bitCount(tree.size()) != hashes.size()
        || !Frontier.resume(tree.size(), hashes, (_, _) -> {}).root().equals(tree.root())) {
      throw new LogConflict(
          "the database keeps other hashes for the checkpoint of %d entries than it signs"
              .formatted(tree.size()));
    }
    return new Head(tree, hashes, note);
  }

  private static List<Hash> hashes(byte[] edge) {
    ByteBuffer bytes = ByteBuffer.wrap(edge);
    List<Hash> hashes = new ArrayList<>();
    while (bytes.remaining() >= HASH) {
      byte[] one = new byte[HASH];
      bytes.get(one);
      hashes.add(Hash.of(one));
    }
    return hashes;
  }

  long size() {
    return tree.size();
  }

  /** The first entry of the bundle that it does not fill. */
  long bundle() {
    return size() - size() % EntryBundle.WIDTH;
  }

  byte[] edgeBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(HASH * edge.size());
    edge.forEach(hash -> bytes.put(hash.bytes()));
    return bytes.array();
  }
}

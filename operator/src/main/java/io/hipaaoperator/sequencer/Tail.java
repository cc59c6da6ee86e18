package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Frontier;
import io.hipaaoperator.ledger.Hash;
import java.util.List;

/** The end of a log, from the bundle on that was not full when it was last signed. */
final class Tail {
  private final LedgerTables tables;
  private final Head head;

  Tail(LedgerTables tables, Head head) {
    this.tables = tables;
    this.head = head;
  }

  /**
   * The tree at this size.
   *
   * @throws LogConflict when the entries of the bundle are not those that were signed
   */
  Frontier grown(long size) {
    Frontier tree = verified();
    tables.entries(head.size(), size, stored -> tree.append(Hash.ofLeaf(stored)));
    return tree;
  }

  /** A full bundle is published and never looked at again; that of the edge is going to be. */
  private Frontier verified() {
    var bundle = new Frontier();
    tables.entries(head.bundle(), head.size(), stored -> bundle.append(Hash.ofLeaf(stored)));
    List<Hash> edge = head.edge();
    List<Hash> signed = edge.subList(edge.size() - bundle.hashes().size(), edge.size());
    if (!bundle.hashes().equals(signed)) {
      throw new LogConflict(
          "entries %d to %d in the database are not those that were signed"
              .formatted(head.bundle(), head.size() - 1));
    }
    return Frontier.resume(head.size(), edge, (_, _) -> {});
  }
}

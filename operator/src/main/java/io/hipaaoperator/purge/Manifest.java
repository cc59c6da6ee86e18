package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.Session;
import java.util.List;

/**
 * Says before the first row goes what will: how many rows of each table at most, and of records one
 * digest over the digests of all in their order. With the key and the ids anybody can compute it
 * again. Rows below are counted only; each has its receipt when it goes.
 */
record Manifest(Session scan, Outbox outbox, RecordDigests digests) {

  void write(Work work, Holds holds) {
    Target target = work.sql().target();
    for (List<Node> chain : target.root().chains()) {
      Node node = chain.getLast();
      if (chain.size() == 1) {
        outbox.summary("MANIFEST", node, records(work), work.sql().cutoff());
      } else {
        outbox.announced(node, below(work, chain, holds), work.sql().cutoff());
      }
    }
  }

  private Tally records(Work work) {
    var tally = new Tally();
    Node root = work.sql().target().root();
    List<List<String>> keys = work.candidates().next();
    while (!keys.isEmpty()) {
      tally.add(digests.bytesOfAll(root.table().toString(), keys));
      keys = work.candidates().next();
    }
    work.candidates().rewind();
    return tally;
  }

  private long below(Work work, List<Node> chain, Holds holds) {
    return scan.number(work.sql().countBelow(chain, holds, work.most()));
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.Session;
import java.util.List;

/**
 * Says before the first row goes what will: how many rows of each table, and one digest over the
 * digests of all records in their order. With the key and the ids anybody can compute it again.
 */
record Manifest(Session scan, Outbox outbox, RecordDigests digests) {

  void write(Work work, Holds holds, long most) {
    Target target = work.sql().target();
    for (List<Node> chain : target.root().chains()) {
      Tally tally = chain.size() == 1 ? records(work) : below(work, chain, holds, most);
      outbox.summary("MANIFEST", chain.getLast(), tally, work.sql().cutoff());
    }
  }

  private Tally records(Work work) {
    var tally = new Tally();
    Node root = work.sql().target().root();
    List<List<String>> keys = work.candidates().next();
    while (!keys.isEmpty()) {
      tally.add(digests(root, keys));
      keys = work.candidates().next();
    }
    work.candidates().rewind();
    return tally;
  }

  private List<byte[]> digests(Node root, List<List<String>> keys) {
    String table = root.table().toString();
    return keys.stream().map(key -> digests.bytes(table, key)).toList();
  }

  private Tally below(Work work, List<Node> chain, Holds holds, long most) {
    var tally = new Tally();
    tally.count(scan.number(work.sql().countBelow(chain, holds, most)));
    return tally;
  }
}

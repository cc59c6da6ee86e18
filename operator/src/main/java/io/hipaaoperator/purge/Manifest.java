package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says before the first row goes what will: how many rows of each table at most, and of records one
 * digest over the digests of all in their order. With the key and the ids anybody can compute it
 * again. Rows below are counted only; each has its receipt when it goes.
 *
 * @param records those of the target's table
 * @param below how many rows of each table below
 */
record Manifest(Work work, Tally records, Map<Node, Long> below) {

  /** Looks what a target comes to; deleted rows that are back are found on the way. */
  static Manifest of(Session scan, Work work, Holds holds, Resurrection back) {
    var records = new Tally();
    back.look(work, holds, records::add);
    Map<Node, Long> below = new LinkedHashMap<>();
    for (List<Node> chain : work.sql().target().root().chains()) {
      if (chain.size() > 1) {
        below.put(chain.getLast(), scan.number(work.sql().countBelow(chain, holds, work.most())));
      }
    }
    return new Manifest(work, records, below);
  }

  void write(Outbox outbox) {
    Cutoff cutoff = work.sql().cutoff();
    below.forEach((node, rows) -> outbox.announced(node, rows, cutoff));
    outbox.summary("MANIFEST", work.sql().target().root(), records, cutoff);
  }
}

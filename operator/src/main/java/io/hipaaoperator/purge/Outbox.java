package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.List;
import java.util.UUID;

/**
 * Where receipts wait for the ledger, in the same database, so that they come with their deletion
 * or not at all. A row becomes an entry when it gets its place in the log: only then are its bytes
 * known.
 */
final class Outbox {
  private final Session session;
  private final Bookkeeping tables;
  private final UUID run;
  private boolean isOpen;

  Outbox(Session session, Bookkeeping tables, UUID run) {
    this.session = session;
    this.tables = tables;
    this.run = run;
  }

  UUID run() {
    return run;
  }

  /** The run, to which all its entries belong; once. */
  void open(PurgePlan plan, String actor) {
    if (isOpen) {
      return;
    }
    isOpen = true;
    session.run(
        "INSERT INTO %s (run, policy_uid, generation, spec_hash, plan_hash, actor) VALUES (?, ?, ?, ?, ?, ?)"
            .formatted(tables.runs().sql()),
        run,
        plan.policy().uid(),
        plan.policy().generation(),
        plan.policy().specHash(),
        plan.hash(),
        actor);
  }

  /** How many rows are going to be deleted from a table; which, their receipts say. */
  void announced(Node node, long rows, Cutoff cutoff) {
    session.run(
        "INSERT INTO %s (run, action, table_name, row_count, cutoff) VALUES (?, 'MANIFEST', ?, ?, to_timestamp(?::float8 / 1000))"
            .formatted(tables.outbox().sql()),
        run,
        node.table().toString(),
        rows,
        cutoff.instant().toEpochMilli());
  }

  /** What is going to be deleted from a table, or what was. */
  void summary(String action, Node node, Tally tally, Cutoff cutoff) {
    session.run(
        "INSERT INTO %s (run, action, table_name, digest, row_count, cutoff) VALUES (?, ?, ?, ?, ?, to_timestamp(?::float8 / 1000))"
            .formatted(tables.outbox().sql()),
        run,
        action,
        node.table().toString(),
        tally.digest(),
        tally.rows(),
        cutoff.instant().toEpochMilli());
  }

  /** Receipts of deleted records; returns how many there are now. */
  int deleted(Node node, List<byte[]> digests) {
    return records("DELETE", node, digests);
  }

  /** Receipts of deleted records that were found again. */
  void resurrected(Node node, List<byte[]> digests) {
    records("RESURRECTION", node, digests);
  }

  private int records(String action, Node node, List<byte[]> digests) {
    return session.run(
        "INSERT INTO %s (run, action, table_name, digest) SELECT ?, ?, ?, d FROM unnest(?::bytea[]) d"
            .formatted(tables.outbox().sql()),
        run,
        action,
        node.table().toString(),
        digests);
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.TableName;
import java.util.List;

/** Tables of the operator in a database, made by its migration. */
record Bookkeeping(Identifier schema) {
  /** The migration this program knows. */
  static final int VERSION = 2;

  /** What a run says of itself; the rest is the database's to say. */
  static final List<String> RUN_COLUMNS =
      List.of("run", "policy_uid", "generation", "spec_hash", "plan_hash", "actor");

  /** What a receipt says; the rest is the database's to say. */
  static final List<String> OUTBOX_COLUMNS =
      List.of("run", "action", "table_name", "digest", "row_count", "cutoff");

  TableName holds() {
    return table("legal_hold");
  }

  /** Whether a hold, with this alias, still holds: a release that is yet to come is none. */
  static String inForce(String alias) {
    return "(%1$s.released_at IS NULL OR %1$s.released_at > now())".formatted(alias);
  }

  TableName runs() {
    return table("purge_run");
  }

  TableName outbox() {
    return table("purge_outbox");
  }

  TableName migrations() {
    return table("migration");
  }

  /**
   * Locks the holds for the rest of the transaction: nobody lays one, whoever does is waited for.
   */
  String lockHolds() {
    return schema.sql() + ".lock_legal_holds()";
  }

  /** Whether the ledger has published the manifest of a run. */
  String isAnnounced() {
    return schema.sql() + ".is_announced(?)";
  }

  /** Which of some records have receipts, and whether the newest says that they are gone. */
  String receipted() {
    return schema.sql() + ".receipted(?)";
  }

  /** How many rows went in a run that had been found again. */
  String purgedAgain() {
    return schema.sql() + ".purged_again(?)";
  }

  private TableName table(String name) {
    return new TableName(schema, new Identifier(name));
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.TableName;

/** Tables of the operator in a database, made by its migration. */
record Bookkeeping(Identifier schema) {
  /** The migration this program knows. */
  static final int VERSION = 1;

  TableName holds() {
    return table("legal_hold");
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

  private TableName table(String name) {
    return new TableName(schema, new Identifier(name));
  }
}

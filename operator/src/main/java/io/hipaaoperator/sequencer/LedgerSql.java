package io.hipaaoperator.sequencer;

import io.hipaaoperator.postgres.Identifier;
import java.util.Optional;

/** The SQL that a database's owner runs once, so that its receipts become a log. */
public final class LedgerSql {
  private static final String TABLES =
      """
      -- The ledger, version 1. Run it after that of the purge, which makes the outbox.
      CREATE TABLE IF NOT EXISTS %1$s.ledger_entry (
        seq bigint PRIMARY KEY CHECK (seq >= 0),
        outbox_id bigint UNIQUE,
        line bytea NOT NULL CHECK (octet_length(line) BETWEEN 1 AND 65535)
      );
      CREATE TABLE IF NOT EXISTS %1$s.ledger_checkpoint (
        size bigint PRIMARY KEY CHECK (size > 0),
        edge bytea NOT NULL,
        note bytea NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT now(),
        published_at timestamptz
      );
      CREATE INDEX IF NOT EXISTS purge_outbox_manifest ON %1$s.purge_outbox (run) WHERE action = 'MANIFEST';

      -- Whether all that a run has announced is published. Who may ask need not be able to read the log.
      CREATE OR REPLACE FUNCTION %1$s.is_announced(asked uuid) RETURNS boolean
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
        $$SELECT count(*) > 0 AND count(*) = count(e.seq) FILTER (
            WHERE e.seq < (SELECT max(c.size) FROM %1$s.ledger_checkpoint c WHERE c.published_at IS NOT NULL))
          FROM %1$s.purge_outbox o LEFT JOIN %1$s.ledger_entry e ON e.outbox_id = o.id
          WHERE o.run = asked AND o.action = 'MANIFEST'$$;
      REVOKE ALL ON FUNCTION %1$s.is_announced(uuid) FROM PUBLIC;
      """;
  private static final String ROLE =
      """

      -- The role of the log's writer: it reads receipts, adds entries and checkpoints, and changes nothing.
      -- It adds receipts too, those that a restore has lost and the published log has.
      CREATE ROLE %2$s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
      GRANT USAGE ON SCHEMA %1$s TO %2$s;
      GRANT SELECT ON %1$s.purge_run, %1$s.purge_outbox TO %2$s;
      GRANT SELECT ON %1$s.ledger_entry, %1$s.ledger_checkpoint TO %2$s;
      GRANT INSERT (run, at, action, table_name, digest, row_count, cutoff) ON %1$s.purge_outbox TO %2$s;
      GRANT INSERT ON %1$s.ledger_entry TO %2$s;
      GRANT INSERT (size, edge, note), UPDATE (published_at) ON %1$s.ledger_checkpoint TO %2$s;
      """;
  private static final String PURGE =
      """

      -- The purge waits until what it announced is published.
      GRANT EXECUTE ON FUNCTION %1$s.is_announced(uuid) TO %2$s;
      """;

  private LedgerSql() {}

  /**
   * The tables, and a role that may add to them.
   *
   * @param purge role of a purge that waits for its manifest
   */
  public static String of(Identifier schema, Identifier role, Optional<Identifier> purge) {
    return TABLES.formatted(schema.sql())
        + ROLE.formatted(schema.sql(), role.sql())
        + purge.map(it -> PURGE.formatted(schema.sql(), it.sql())).orElse("");
  }
}

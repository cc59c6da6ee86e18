package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.util.stream.Collectors;

/** The SQL that a database's owner runs once, so that records can be held and purged. */
public final class MigrationSql {
  private static final String TABLES =
      """
      -- Version 1: legal holds, and receipts of what was deleted.
      CREATE SCHEMA IF NOT EXISTS %1$s;
      REVOKE ALL ON SCHEMA %1$s FROM PUBLIC;

      CREATE TABLE IF NOT EXISTS %1$s.migration (
        version integer PRIMARY KEY,
        applied_at timestamptz NOT NULL DEFAULT now()
      );

      -- A row holds the records whose columns have these values, in one table or, without a table, in
      -- each that has the columns. A released hold stays as a record of it.
      CREATE TABLE IF NOT EXISTS %1$s.legal_hold (
        hold_uid text NOT NULL,
        table_schema text,
        table_name text,
        key_columns text[] NOT NULL,
        key_values text[] NOT NULL,
        held_since timestamptz NOT NULL DEFAULT now(),
        released_at timestamptz,
        CHECK ((table_schema IS NULL) = (table_name IS NULL)),
        CHECK (cardinality(key_columns) > 0 AND cardinality(key_columns) = cardinality(key_values)),
        CHECK (array_ndims(key_columns) = 1 AND array_ndims(key_values) = 1),
        CHECK (array_lower(key_columns, 1) = 1 AND array_lower(key_values, 1) = 1),
        CHECK (array_position(key_columns, NULL) IS NULL AND array_position(key_values, NULL) IS NULL)
      );
      -- What was released can be laid again under the same name.
      CREATE UNIQUE INDEX IF NOT EXISTS legal_hold_in_force ON %1$s.legal_hold
        (hold_uid, table_schema, table_name, key_columns, key_values) NULLS NOT DISTINCT
        WHERE released_at IS NULL;

      CREATE TABLE IF NOT EXISTS %1$s.purge_run (
        run uuid PRIMARY KEY,
        policy_uid text NOT NULL,
        generation bigint NOT NULL,
        spec_hash text NOT NULL,
        plan_hash text NOT NULL,
        actor text NOT NULL,
        started_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE IF NOT EXISTS %1$s.purge_outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        run uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        action text NOT NULL CHECK (action IN ('MANIFEST', 'DELETE', 'RESULT')),
        table_name text NOT NULL,
        digest bytea CHECK (octet_length(digest) = 32),
        row_count bigint,
        cutoff timestamptz,
        CHECK (digest IS NOT NULL OR action = 'MANIFEST')
      );

      -- Who may lock the holds need not be able to change them.
      CREATE OR REPLACE FUNCTION %1$s.lock_legal_holds() RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
        $$BEGIN LOCK TABLE %1$s.legal_hold IN SHARE MODE; RETURN true; END$$;
      REVOKE ALL ON FUNCTION %1$s.lock_legal_holds() FROM PUBLIC;

      INSERT INTO %1$s.migration (version) VALUES (1) ON CONFLICT DO NOTHING;
      """;
  private static final String VERSION_2 =
      """

      -- Version 2: deleted records that are found again, as after a restore.
      DO $$BEGIN IF NOT EXISTS (SELECT FROM %1$s.migration WHERE version = 2) THEN
        ALTER TABLE %1$s.purge_outbox DROP CONSTRAINT purge_outbox_action_check,
          ADD CONSTRAINT purge_outbox_action_check
            CHECK (action IN ('MANIFEST', 'DELETE', 'RESULT', 'RESURRECTION'));
      END IF; END$$;

      -- Which of these records have receipts, and whether the newest says that they are gone. Who asks
      -- has to know the digests: receipts can't be listed.
      CREATE OR REPLACE FUNCTION %1$s.receipted(asked bytea[]) RETURNS TABLE (record bytea, is_gone boolean)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
        SET enable_nestloop = off SET enable_hashjoin = on SET enable_seqscan = on AS
        $$SELECT o.digest, (array_agg(o.action ORDER BY o.id DESC))[1] = 'DELETE'
          FROM unnest(asked) a(digest) JOIN %1$s.purge_outbox o ON o.digest = a.digest
          WHERE o.action IN ('DELETE', 'RESURRECTION') GROUP BY o.digest$$;
      REVOKE ALL ON FUNCTION %1$s.receipted(bytea[]) FROM PUBLIC;

      -- How many rows went in a run that had been found again.
      CREATE OR REPLACE FUNCTION %1$s.purged_again(asked uuid) RETURNS bigint
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
        SET enable_nestloop = off SET enable_hashjoin = on SET enable_seqscan = on AS
        $$SELECT count(*) FROM %1$s.purge_outbox d
          WHERE d.run = asked AND d.action = 'DELETE' AND d.digest IN (
            SELECT o.digest FROM %1$s.purge_outbox o WHERE o.action = 'RESURRECTION')$$;
      REVOKE ALL ON FUNCTION %1$s.purged_again(uuid) FROM PUBLIC;

      INSERT INTO %1$s.migration (version) VALUES (2) ON CONFLICT DO NOTHING;
      """;
  private static final String ROLE =
      """

      -- The role of the purge: it deletes from these tables, reads holds, adds receipts, and changes neither.
      CREATE ROLE %2$s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
      GRANT USAGE ON SCHEMA %1$s TO %2$s;
      GRANT SELECT ON %1$s.migration, %1$s.legal_hold TO %2$s;
      GRANT INSERT (%3$s) ON %1$s.purge_run TO %2$s;
      GRANT INSERT (%4$s) ON %1$s.purge_outbox TO %2$s;
      GRANT EXECUTE ON FUNCTION %1$s.lock_legal_holds(), %1$s.receipted(bytea[]), %1$s.purged_again(uuid) TO %2$s;
      """;

  private static final String HOLD_ROLE =
      """

      -- The role of legal holds: it lays and releases them, takes none away, and reads no record.
      CREATE ROLE %2$s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
      GRANT USAGE ON SCHEMA %1$s TO %2$s;
      GRANT SELECT ON %1$s.migration, %1$s.legal_hold TO %2$s;
      GRANT INSERT (hold_uid, table_schema, table_name, key_columns, key_values)
        ON %1$s.legal_hold TO %2$s;
      GRANT UPDATE (released_at) ON %1$s.legal_hold TO %2$s;
      """;

  private MigrationSql() {}

  /** The migration, and a role that may lay and release holds and nothing else. */
  public static String ofHolds(Identifier schema, Identifier role) {
    return migration(schema.sql()) + HOLD_ROLE.formatted(schema.sql(), role.sql());
  }

  /** The migration, and a role that may do what a plan asks for and nothing else. */
  public static String of(PurgePlan plan, Identifier role) {
    String schema = plan.schema().sql();
    String runs = String.join(", ", Bookkeeping.RUN_COLUMNS);
    String outbox = String.join(", ", Bookkeeping.OUTBOX_COLUMNS);
    return migration(schema)
        + ROLE.formatted(schema, role.sql(), runs, outbox)
        + grants(plan, role);
  }

  private static String migration(String schema) {
    return TABLES.formatted(schema) + VERSION_2.formatted(schema);
  }

  private static String grants(PurgePlan plan, Identifier role) {
    return plan.targets().stream()
        .flatMap(target -> target.nodes().stream())
        .map(Node::table)
        .distinct()
        .map(
            table ->
                "GRANT USAGE ON SCHEMA %s TO %s;%nGRANT SELECT, DELETE ON %s TO %s;%n"
                    .formatted(table.schema().sql(), role.sql(), table.sql(), role.sql()))
        .distinct()
        .collect(Collectors.joining());
  }
}

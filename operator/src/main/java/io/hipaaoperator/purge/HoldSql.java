package io.hipaaoperator.purge;

/** The statements that lay a hold, release it, and look at what the database has of it. */
record HoldSql(Bookkeeping tables) {
  /** Rows of a plan, out of one parameter. */
  static final String SUBJECTS =
      "jsonb_to_recordset(?::text::jsonb) AS w(place int, table_schema text, table_name text,"
          + " key_columns text[], key_values text[])";

  private static final String SAME =
      "h.table_schema IS NOT DISTINCT FROM w.table_schema AND h.table_name IS NOT DISTINCT FROM"
          + " w.table_name AND h.key_columns = w.key_columns AND h.key_values = w.key_values";

  /** Of two runs of the same hold one waits for the other, up to the lock's time-out. */
  static final String ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(?, 1)) IS NULL";

  /** Shapes of the subjects of a plan, as {@link HoldShape} reads those of holds. */
  static String shapes() {
    return HoldShape.query(
        "(SELECT place::text AS hold_uid, table_schema, table_name, key_columns,"
            + " NULL::timestamptz AS released_at FROM "
            + SUBJECTS
            + ") p");
  }

  /** Lays what is not there. One that somebody is to release some day is laid again. */
  String lay() {
    return "INSERT INTO "
        + holds()
        + " (hold_uid, table_schema, table_name, key_columns, key_values)"
        + " SELECT DISTINCT ?, w.table_schema, w.table_name, w.key_columns, w.key_values FROM "
        + SUBJECTS
        + " ON CONFLICT DO NOTHING";
  }

  /** Releases all of a hold, also what somebody added to it. */
  String release() {
    return "UPDATE "
        + holds()
        + " h SET released_at = now() WHERE h.hold_uid = ? AND "
        + Bookkeeping.inForce("h");
  }

  /** Of the subjects those that are in force; then what else of the hold is; then the time. */
  String look() {
    return "WITH w AS (SELECT * FROM "
        + SUBJECTS
        + "), h AS (SELECT * FROM "
        + holds()
        + " h WHERE h.hold_uid = ? AND "
        + Bookkeeping.inForce("h")
        + ") SELECT (SELECT count(*) FROM w WHERE EXISTS (SELECT 1 FROM h WHERE h.released_at IS NULL AND "
        + SAME
        + ")), (SELECT count(*) FROM h WHERE NOT EXISTS (SELECT 1 FROM w WHERE h.released_at IS NULL AND "
        + SAME
        + ")), (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
  }

  private String holds() {
    return tables.holds().sql();
  }
}

package io.hipaaoperator.purge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which columns of which table holds name their records, and whether these are there.
 *
 * @param hold one of the holds
 * @param schema of the table; null for every table that has the columns
 * @param table its name; null for every table that has the columns
 * @param columns whose values a hold gives
 * @param isTable whether there is such a table
 * @param missing those of the columns that it does not have
 * @param family the table, those it is a part of or inherits from, and its parts: whose rows are
 *     its rows too, or the other way round
 */
record HoldShape(
    String hold,
    @Nullable String schema,
    @Nullable String table,
    List<String> columns,
    boolean isTable,
    List<String> missing,
    Set<String> family) {

  private static final String QUERY =
      """
      SELECT s.hold, s.table_schema, s.table_name, s.key_columns,
        coalesce(c.relkind IN ('r', 'p'), false),
        ARRAY(SELECT k FROM unnest(s.key_columns) k WHERE NOT EXISTS (
          SELECT 1 FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = k AND a.attnum > 0 AND NOT a.attisdropped)),
        ARRAY(
          WITH RECURSIVE above AS (
            SELECT c.oid UNION
            SELECT i.inhparent FROM above JOIN pg_inherits i ON i.inhrelid = above.oid),
          below AS (
            SELECT c.oid UNION
            SELECT i.inhrelid FROM below JOIN pg_inherits i ON i.inhparent = below.oid)
          SELECT fn.nspname || '.' || f.relname FROM pg_class f
            JOIN pg_namespace fn ON fn.oid = f.relnamespace
          WHERE f.oid IN (SELECT oid FROM above UNION SELECT oid FROM below))
      FROM (
        SELECT min(hold_uid) AS hold, table_schema, table_name, key_columns FROM %s
        WHERE released_at IS NULL OR released_at > now() GROUP BY 2, 3, 4) s
      LEFT JOIN (pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid)
        ON n.nspname = s.table_schema AND c.relname = s.table_name""";

  /** Finds those of all holds that are not released, in a table of holds. */
  static String query(String holds) {
    return QUERY.formatted(holds);
  }

  static HoldShape read(ResultSet row) throws SQLException {
    return new HoldShape(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        texts(row, 4),
        row.getBoolean(5),
        texts(row, 6),
        new HashSet<>(texts(row, 7)));
  }

  boolean isGeneral() {
    return schema == null || table == null;
  }

  /** Whether it can hold rows of a table that has these columns. */
  boolean reaches(String name, Set<String> has) {
    return isGeneral() ? has.containsAll(columns) : family.contains(name);
  }

  /** The same as a condition on the table of holds, whose alias is {@code h}. */
  String sql() {
    return "h.table_schema IS NOT DISTINCT FROM %s AND h.table_name IS NOT DISTINCT FROM %s AND h.key_columns = %s"
        .formatted(text(schema), text(table), Sql.array(columns));
  }

  private static String text(@Nullable String name) {
    return name == null ? "NULL::text" : Sql.literal(name);
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}

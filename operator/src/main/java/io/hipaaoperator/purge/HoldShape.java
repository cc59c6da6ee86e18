package io.hipaaoperator.purge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By which columns of which table holds name their records.
 *
 * @param schema of the table; null for every table that has the columns
 * @param table its name; null for every table that has the columns
 * @param columns whose values a hold gives
 */
record HoldShape(@Nullable String schema, @Nullable String table, List<String> columns) {

  boolean isGeneral() {
    return schema == null || table == null;
  }

  /** The same as a condition on the table of holds, whose alias is {@code h}. */
  String sql() {
    return "h.table_schema IS NOT DISTINCT FROM %s AND h.table_name IS NOT DISTINCT FROM %s AND h.key_columns = %s"
        .formatted(text(schema), text(table), Sql.array(columns));
  }

  private static String text(@Nullable String name) {
    return name == null ? "NULL::text" : Sql.literal(name);
  }
}

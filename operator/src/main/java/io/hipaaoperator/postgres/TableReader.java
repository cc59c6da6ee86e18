package io.hipaaoperator.postgres;

import io.hipaaoperator.postgres.TableFacts.ForeignKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the catalogue says about tables. */
public final class TableReader {
  private static final String TABLE =
      """
      SELECT c.oid::bigint, c.relkind::text, pg_has_role(current_user, c.relowner, 'USAGE'),
        c.relkind <> 'p' AND EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid),
        c.relispartition
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?""";
  private static final String COLUMNS =
      """
      SELECT attname::text, format_type(atttypid, -1) FROM pg_attribute
      WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum""";
  private static final String INDEXES =
      """
      SELECT i.indisprimary, i.indisunique AND i.indexprs IS NULL, ARRAY(
        SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k(num, place)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
        WHERE k.place <= i.indnkeyatts ORDER BY k.place)
      FROM pg_index i WHERE i.indrelid = ?::oid AND i.indisvalid AND i.indpred IS NULL""";
  private static final String WITH_PARTITIONS =
      "(SELECT ?::oid UNION SELECT relid FROM pg_partition_tree(?::oid::regclass))";
  private static final String REFERENCES =
      """
      SELECT f.conname::text, n.nspname || '.' || c.relname, f.confdeltype::text, ARRAY(
        SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY k(num, place)
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num ORDER BY k.place),
        ARRAY(
        SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY k(num, place)
        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num ORDER BY k.place)
      FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confrelid IN
      """
          + WITH_PARTITIONS
          + " ORDER BY 2, 1";
  private static final String DELETE_TRIGGERS =
      "SELECT DISTINCT tgname::text FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
          + " AND tgtype & 8 <> 0 AND tgrelid IN "
          + WITH_PARTITIONS
          + " UNION SELECT rulename::text FROM pg_rewrite WHERE ev_type = '4' AND ev_class IN "
          + WITH_PARTITIONS;

  private static final String ABOVE =
      """
      WITH RECURSIVE above AS (
        SELECT ?::oid AS oid
        UNION
        SELECT next.oid FROM above CROSS JOIN LATERAL (
          SELECT f.confrelid FROM pg_constraint f WHERE f.conrelid = above.oid AND f.contype = 'f'
          UNION ALL SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = above.oid
          UNION ALL SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = above.oid) next(oid))
      SELECT n.nspname || '.' || c.relname, ARRAY(
        SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      FROM above JOIN pg_class c ON c.oid = above.oid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid <> ?::oid""";

  private final Session session;

  /** Reads by this session. */
  public TableReader(Session session) {
    this.session = session;
  }

  /** What is known about a table, if it is there and its schema may be looked at. */
  public Optional<TableFacts> read(TableName name) {
    return session
        .list(TABLE, TableReader::head, name.schema().name(), name.table().name())
        .stream()
        .findFirst()
        .map(this::facts);
  }

  private TableFacts facts(Head table) {
    long oid = table.oid();
    List<Index> indexes = session.list(INDEXES, TableReader::index, oid);
    return new TableFacts(
        table.kind(),
        table.owned(),
        table.inherited(),
        table.partition(),
        types(oid),
        indexes.stream().filter(Index::primary).map(Index::columns).findFirst().orElse(List.of()),
        session.list(REFERENCES, TableReader::foreignKey, oid, oid),
        indexes.stream().map(Index::columns).toList(),
        indexes.stream().filter(Index::unique).map(Index::columns).toList(),
        session.list(DELETE_TRIGGERS, row -> row.getString(1), oid, oid, oid, oid),
        above(oid));
  }

  private Map<String, String> types(long oid) {
    Map<String, String> types = new LinkedHashMap<>();
    session
        .list(COLUMNS, row -> Map.entry(row.getString(1), row.getString(2)), oid)
        .forEach(column -> types.put(column.getKey(), column.getValue()));
    return types;
  }

  private Map<String, List<String>> above(long oid) {
    Map<String, List<String>> above = new LinkedHashMap<>();
    session
        .list(ABOVE, row -> Map.entry(row.getString(1), texts(row, 2)), oid, oid)
        .forEach(table -> above.put(table.getKey(), table.getValue()));
    return above;
  }

  private record Head(long oid, String kind, boolean owned, boolean inherited, boolean partition) {}

  private record Index(boolean primary, boolean unique, List<String> columns) {}

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getLong(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5));
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(row.getBoolean(1), row.getBoolean(2), texts(row, 3));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString(1), row.getString(2), texts(row, 4), texts(row, 5), row.getString(3));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}

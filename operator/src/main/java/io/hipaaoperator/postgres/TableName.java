package io.hipaaoperator.postgres;

/** A table, with its schema: the search path decides nothing. */
public record TableName(Identifier schema, Identifier table) {

  /** The table of this name in this schema. */
  public static TableName of(String schema, String table) {
    return new TableName(new Identifier(schema), new Identifier(table));
  }

  /** As it stands in SQL. */
  public String sql() {
    return schema.sql() + "." + table.sql();
  }

  /** For a person, for example {@code clinic.visits}. */
  @Override
  public String toString() {
    return schema + "." + table;
  }
}

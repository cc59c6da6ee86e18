package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records whose columns have these values: a row of the table of holds.
 *
 * @param place where it stands in the plan, from 0
 * @param schema of the table; null for every table that has the columns
 * @param table its name; null for every table that has the columns
 * @param columns which columns
 * @param values the value of each
 */
record HoldSubject(
    int place,
    @Nullable Identifier schema,
    @Nullable Identifier table,
    List<Identifier> columns,
    List<String> values) {

  HoldSubject {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }

  /** For messages, which never carry a value. */
  String path() {
    return "subjects[" + place + "]";
  }

  List<String> columnNames() {
    return columns.stream().map(Identifier::name).toList();
  }

  /** Whether it is by these columns of this table. */
  boolean has(HoldShape shape) {
    return name(schema).equals(name(shape.schema()))
        && name(table).equals(name(shape.table()))
        && columnNames().equals(shape.columns());
  }

  private static String name(@Nullable Object name) {
    return name == null ? "" : name.toString();
  }
}

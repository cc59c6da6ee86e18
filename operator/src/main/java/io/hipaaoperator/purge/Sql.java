package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of SQL that are the same for every table. */
final class Sql {
  private Sql() {}

  /** A text constant; sessions have {@code standard_conforming_strings} on. */
  static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("must not have a zero byte");
    }
    return "'" + text.replace("'", "''") + "'";
  }

  static String array(List<String> texts) {
    return texts.stream().map(Sql::literal).collect(Collectors.joining(",", "ARRAY[", "]::text[]"));
  }

  /** Columns of a table with an alias, as a list. */
  static String columns(String alias, List<Identifier> columns) {
    return columns.stream().map(it -> alias + "." + it.sql()).collect(Collectors.joining(", "));
  }

  /** The same as text, as the database writes them. */
  static String texts(String alias, List<Identifier> columns) {
    return columns.stream()
        .map(it -> alias + "." + it.sql() + "::text")
        .collect(Collectors.joining(", "));
  }

  static String each(int count, String separator, IntFunction<String> piece) {
    return IntStream.range(0, count).mapToObj(piece).collect(Collectors.joining(separator));
  }

  static String equal(String left, List<Identifier> a, String right, List<Identifier> b) {
    return each(
        a.size(), " AND ", i -> left + "." + a.get(i).sql() + " = " + right + "." + b.get(i).sql());
  }
}

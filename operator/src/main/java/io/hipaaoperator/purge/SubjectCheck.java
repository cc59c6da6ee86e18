package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether subjects can be held: the rules by which a purge follows holds, asked before one is laid.
 * It looks into no table but the catalogue's. A message names the field, never its value.
 */
record SubjectCheck(Session session, Identifier schema) {
  private static final String REACHED =
      """
      SELECT n.nspname || '.' || c.relname, ARRAY(
        SELECT format_type(a.atttypid, -1) FROM unnest(?::text[]) WITH ORDINALITY k(name, place)
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = k.name AND a.attnum > 0
          AND NOT a.attisdropped ORDER BY k.place)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
        AND n.nspname NOT IN ('information_schema', ?)
        AND (?::text = '' OR n.nspname = ?::text) AND (?::text = '' OR c.relname = ?::text)
      ORDER BY 1""";

  /** A table that a subject reaches, and the types of its columns. */
  private record Reached(String table, List<String> types) {}

  /** Those that can't be held, by their place, each with its field and why. */
  Map<Integer, String> problems(List<HoldSubject> subjects) {
    var holds = new HoldCheck(session, schema, new Facts(List.of(), Map.of()));
    Map<Integer, String> problems = new TreeMap<>();
    for (HoldShape shape : session.list(HoldSql.shapes(), HoldShape::read, json(subjects))) {
      Optional<String> misfit = holds.misfit(shape);
      List<Reached> reached = misfit.isPresent() ? List.of() : reached(shape);
      subjects.stream()
          .filter(subject -> subject.has(shape))
          .forEach(
              subject ->
                  misfit
                      .map(why -> subject.path() + ": " + why)
                      .or(() -> reached.stream().flatMap(it -> values(subject, it)).findFirst())
                      .ifPresent(problem -> problems.put(subject.place(), problem)));
    }
    return problems;
  }

  private static String json(List<HoldSubject> subjects) {
    return HoldPlan.json(subjects);
  }

  private List<Reached> reached(HoldShape shape) {
    String in = shape.schema() == null ? "" : shape.schema();
    String table = shape.table() == null ? "" : shape.table();
    return session
        .list(
            REACHED,
            row -> new Reached(row.getString(1), List.of((String[]) row.getArray(2).getArray())),
            shape.columns(),
            schema.name(),
            in,
            in,
            table,
            table)
        .stream()
        .filter(it -> it.types().size() == shape.columns().size())
        .toList();
  }

  private Stream<String> values(HoldSubject subject, Reached reached) {
    return IntStream.range(0, subject.values().size())
        .mapToObj(i -> value(subject, i, reached))
        .flatMap(Optional::stream);
  }

  private Optional<String> value(HoldSubject subject, int place, Reached reached) {
    String type = reached.types().get(place);
    String column = reached.table() + "." + subject.columns().get(place);
    if (!Holds.TYPES.contains(type)) {
      return Optional.of(
          "%s.columns[%d]: %s is of a type that can't be compared"
              .formatted(subject.path(), place, column));
    }
    return new Values(session).fits(subject.values().get(place), type)
        ? Optional.empty()
        : Optional.of(
            "%s.values[%d]: is no %s, which %s is".formatted(subject.path(), place, type, column));
  }
}

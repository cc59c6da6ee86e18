package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.postgres.Session;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receipts that a restore has lost, and the published log has.
 *
 * @param table where a purge leaves its receipts
 */
record LostReceipts(Session session, String table) {
  private static final List<String> COLUMNS =
      List.of("run", "at", "action", "table_name", "digest", "row_count", "cutoff");

  /** Whether receipts that were lost could be added. */
  boolean mayAdd() {
    boolean may =
        session.test(
            "SELECT bool_and(has_column_privilege(?::text, c, 'INSERT')) FROM unnest(?::text[]) c",
            table,
            COLUMNS);
    session.commit();
    return may;
  }

  /**
   * Adds receipts that were lost, as the log has them; returns their numbers in this order, in
   * which the database gives them.
   */
  List<Long> add(List<Event> events) {
    return events.isEmpty()
        ? List.of()
        : session
            .list(
                """
                INSERT INTO %s (%s)
                SELECT r::uuid, a::timestamptz, c, t, decode(nullif(d, ''), 'hex'), nullif(n, '')::bigint, nullif(u, '')::timestamptz
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                  WITH ORDINALITY AS l (r, a, c, t, d, n, u, place) ORDER BY place RETURNING id
                """
                    .formatted(table, String.join(", ", COLUMNS)),
                row -> row.getLong(1),
                texts(events, Event::run),
                texts(events, Event::time),
                texts(events, Event::action),
                texts(events, Event::table),
                texts(events, Event::digest),
                texts(events, Event::rows),
                texts(events, Event::cutoff))
            .stream()
            .sorted()
            .toList();
  }

  private static List<String> texts(List<Event> events, Function<Event, @Nullable Object> field) {
    return events.stream().map(field).map(it -> Objects.toString(it, "")).toList();
  }
}

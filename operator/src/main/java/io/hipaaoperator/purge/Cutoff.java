package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/**
 * Records older than this are due. It comes from the clock of the database.
 *
 * @param local wall clock time in the plan's zone, as PostgreSQL writes it
 * @param zone of timestamps and dates that say none
 * @param instant the same as a point in time
 */
record Cutoff(String local, ZoneId zone, Instant instant) {
  private static final String LOCAL =
      "SELECT least((now() AT TIME ZONE %1$s) - %2$s::interval, %3$s::timestamptz AT TIME ZONE %1$s)::text";
  private static final String INSTANT =
      "SELECT (extract(epoch FROM %s::timestamp AT TIME ZONE %s) * 1000)::bigint";

  /** What is due now under a period, and no later than a given time. */
  static Cutoff now(Session session, Period keep, PurgePlan plan) {
    String zone = Sql.literal(plan.zone().getId());
    String latest = plan.notAfter().map(it -> Sql.literal(it.toString())).orElse("'infinity'");
    String local =
        session.one(
            LOCAL.formatted(zone, Sql.literal(keep.toString()), latest), row -> row.getString(1));
    long millis = session.number(INSTANT.formatted(Sql.literal(local), zone));
    return new Cutoff(local, plan.zone(), Instant.ofEpochMilli(millis));
  }

  /** In the type of a column. A date is due when the whole day is past. */
  String sql(String type) {
    String timestamp = Sql.literal(local) + "::timestamp";
    return switch (type) {
      case "date" -> timestamp + "::date";
      case "timestamp without time zone" -> timestamp;
      default -> "(" + timestamp + " AT TIME ZONE " + Sql.literal(zone.getId()) + ")";
    };
  }
}

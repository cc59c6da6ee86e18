package io.hipaaoperator.retention;

import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.external.Obstacle;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What of a spec the API server can't refuse, and why there is no plan. Each names its field. */
final class RetentionObstacles {
  private static final Duration SOON = Duration.ofSeconds(30);

  private RetentionObstacles() {}

  static Optional<Obstacle> in(RetentionPolicySpec spec) {
    return zone(spec).or(() -> schedule("spec.schedule", spec.schedule())).or(() -> cycle(spec));
  }

  static Obstacle noDatabase(RetentionPolicySpec spec) {
    return Obstacle.stalled(
        "DatabaseNotFound",
        "spec.databaseRef: there is no PhiDatabase %s in this namespace"
            .formatted(spec.database().orElse("")));
  }

  static Obstacle noImage() {
    return Obstacle.stalled(
        "NoImage", "the operator was not told which image runs the purge: --purge-image");
  }

  static Obstacle unread(String why) {
    return new Obstacle("NotReadable", why, Obstacle.Kind.UNKNOWN, SOON);
  }

  /** Why a ledger can't be published; empty where it can. */
  static Optional<Obstacle> in(DatabaseLedger ledger) {
    return schedule("spec.ledger.schedule", ledger.schedule());
  }

  private static Optional<Obstacle> zone(RetentionPolicySpec spec) {
    try {
      ZoneId.of(spec.timeZone());
      return Optional.empty();
    } catch (DateTimeException unknown) {
      return Optional.of(
          Obstacle.stalled(
              "TimeZoneUnknown",
              "spec.timeZone: %s is no time zone such as America/New_York"
                  .formatted(spec.timeZone())));
    }
  }

  private static Optional<Obstacle> schedule(String field, String cron) {
    try {
      Cron.of(cron);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(Obstacle.stalled("ScheduleInvalid", field + ": " + wrong.getMessage()));
    }
  }

  private static Optional<Obstacle> cycle(RetentionPolicySpec spec) {
    return PlanDocument.cycle(spec).map(words -> Obstacle.stalled("PlanInvalid", words));
  }
}

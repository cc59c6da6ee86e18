package io.hipaaoperator.retention;

import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.api.RetentionPolicyStatus.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When runs begin, and when one has been missed.
 *
 * @param cron when
 * @param scheduled since when that holds
 */
record PurgeSchedule(Cron cron, Scheduled scheduled) {
  /** How long a run may take to be told of. */
  private static final Duration TOLD = Duration.ofMinutes(5);

  /**
   * That of a policy.
   *
   * @param before as it was
   */
  static PurgeSchedule of(RetentionPolicySpec spec, Optional<Scheduled> before, Instant now) {
    return new PurgeSchedule(
        Cron.of(spec.schedule()),
        before
            .filter(known -> known.schedule().equals(spec.schedule()))
            .filter(known -> known.timeZone().equals(spec.timeZone()))
            .orElseGet(
                () ->
                    new Scheduled(
                        spec.schedule(),
                        spec.timeZone(),
                        now.truncatedTo(ChronoUnit.SECONDS).toString())));
  }

  /** When the next run begins. */
  Optional<Instant> next(Instant now) {
    return cron.next(at(now)).map(ZonedDateTime::toInstant);
  }

  /** When the last run was due that must have ended by now, since this is scheduled. */
  Optional<Instant> due(Instant now, RetentionPolicySpec spec) {
    Instant begun =
        now.minusSeconds(PurgeCronJob.LATE_SECONDS)
            .minusSeconds(spec.limits().runTimeoutSeconds())
            .minus(TOLD);
    Instant since = Instant.parse(scheduled.since());
    return cron.last(at(begun)).map(ZonedDateTime::toInstant).filter(due -> !due.isBefore(since));
  }

  private ZonedDateTime at(Instant time) {
    return time.atZone(ZoneId.of(scheduled.timeZone()));
  }
}

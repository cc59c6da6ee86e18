package io.hipaaoperator.retention;

import io.hipaaoperator.api.DatabaseLedger;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerRun;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Whether a ledger is published: what the newest run says, while none is overdue. Computed from
 * values only.
 *
 * @param status of the condition
 * @param reason one word that stays the same
 * @param message for people
 */
record LedgerPublished(String status, String reason, String message) {
  /** How long a run may take to be told of. */
  private static final Duration TOLD = Duration.ofMinutes(15);

  /**
   * That of a ledger.
   *
   * @param place where it is published, and of which database
   * @param ledger how its runs went
   * @param due when the newest run must have begun that must be told of by now
   */
  static LedgerPublished of(String place, LedgerStatus ledger, Optional<Instant> due) {
    return Optional.ofNullable(ledger.lastRun())
        .map(run -> of(place, run, Optional.ofNullable(ledger.checkpoint()), due))
        .orElseGet(() -> unknown("NeverRun", "no run has ended yet"));
  }

  /** When a run was due that must be told of by now. */
  static Optional<Instant> due(DatabaseLedger ledger, Instant now) {
    return Cron.of(ledger.schedule())
        .last(now.minus(TOLD).atZone(ZoneOffset.UTC))
        .map(ZonedDateTime::toInstant);
  }

  private static LedgerPublished of(
      String place, LedgerRun run, Optional<LedgerCheckpoint> checkpoint, Optional<Instant> due) {
    if (run.place() != null && !run.place().equals(place)) {
      return unknown("NotRunYet", "no run of what is declared has ended yet");
    }
    return switch (run.outcome()) {
      case Refused, Forked, Invalid ->
          new LedgerPublished("False", "Run" + run.outcome(), words(run));
      case Unreachable, Busy, DeadlineExceeded, Failed ->
          unknown("Run" + run.outcome(), words(run));
      case Published -> published(run, checkpoint, due);
    };
  }

  private static LedgerPublished published(
      LedgerRun run, Optional<LedgerCheckpoint> checkpoint, Optional<Instant> due) {
    Instant ended = Instant.parse(run.time());
    return due.filter(ended::isBefore)
        .map(
            time ->
                unknown(
                    "RunMissed",
                    "no run has ended since %s; one was due at %s".formatted(run.time(), time)))
        .or(
            () ->
                checkpoint.map(
                    it ->
                        new LedgerPublished(
                            "True",
                            "Published",
                            "%d entries of %s are signed and published"
                                .formatted(it.size(), it.origin()))))
        .orElseGet(() -> unknown("NotRunYet", "no run of what is declared has ended yet"));
  }

  private static LedgerPublished unknown(String reason, String message) {
    return new LedgerPublished("Unknown", reason, message);
  }

  private static String words(LedgerRun run) {
    return "the run of %s: %s"
        .formatted(run.time(), Optional.ofNullable(run.message()).orElse("nothing was said"));
  }
}

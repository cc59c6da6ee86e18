package io.hipaaoperator.retention;

import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line that {@code hipaa purge} leaves: counts and digests.
 *
 * @param outcome how it ended
 * @param line the line
 */
record PurgeMessage(RunOutcome outcome, RunLine line) {
  private static final Map<String, RunOutcome> OUTCOMES =
      Map.of(
          "PURGED", RunOutcome.Purged,
          "DRY_RUN", RunOutcome.DryRun,
          "REFUSED", RunOutcome.Refused,
          "BUSY", RunOutcome.Busy,
          "INVALID", RunOutcome.PlanWrong,
          "UNREACHABLE", RunOutcome.Unreachable,
          "FAILED", RunOutcome.Failed);

  /** The line of a termination message; empty where it is none. */
  static Optional<PurgeMessage> read(@Nullable String message) {
    return RunLine.read(message)
        .flatMap(
            line ->
                Optional.ofNullable(OUTCOMES.get(line.outcome()))
                    .map(outcome -> new PurgeMessage(outcome, line)));
  }

  Run run(String time, String job) {
    return new Run(
        time,
        job,
        outcome,
        line.digest("planHash"),
        line.number("purged"),
        line.number("held"),
        line.number("remaining"),
        line.number("resurrected"),
        line.number("repurged"),
        line.digest("receipt"),
        line.words());
  }
}

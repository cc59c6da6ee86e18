package io.hipaaoperator.retention;

import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerOutcome;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerRun;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line that {@code hipaa ledger publish} leaves: counts, hashes and a public key.
 *
 * @param outcome how it ended
 * @param line the line
 */
record LedgerMessage(LedgerOutcome outcome, RunLine line) {
  private static final Map<String, LedgerOutcome> OUTCOMES =
      Map.of(
          "PUBLISHED", LedgerOutcome.Published,
          "REFUSED", LedgerOutcome.Refused,
          "INVALID", LedgerOutcome.Invalid,
          "UNREACHABLE", LedgerOutcome.Unreachable,
          "BUSY", LedgerOutcome.Busy);

  private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cc}+]{1,256}");
  private static final Pattern KEY =
      Pattern.compile("[^\\s\\p{Cc}+]{1,256}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/]+={0,2}");
  private static final Pattern ROOT = Pattern.compile("[A-Za-z0-9+/]{43}=");

  /** The line of a termination message; empty where it is none. */
  static Optional<LedgerMessage> read(@Nullable String message) {
    return RunLine.read(message)
        .flatMap(
            line ->
                Optional.ofNullable(OUTCOMES.get(line.outcome()))
                    .map(outcome -> new LedgerMessage(outcome, line)));
  }

  /** A run that says it published says what, or it says nothing. */
  LedgerRun run(String time, String job) {
    boolean isWhole = outcome != LedgerOutcome.Published || checkpoint(time).isPresent();
    return new LedgerRun(
        time,
        job,
        isWhole ? outcome : LedgerOutcome.Failed,
        line.digest("place"),
        line.number("added"),
        line.number("checkpoints"),
        isWhole ? line.words() : "the run left no whole result");
  }

  /** Whether the database was given back what it had forgotten. */
  boolean isRestored() {
    return Objects.requireNonNullElse(line.number("restored"), 0L) > 0;
  }

  /** What is published, where the line says all of it. */
  Optional<LedgerCheckpoint> checkpoint(String time) {
    String place = line.digest("place");
    Long size = line.number("size");
    if (outcome != LedgerOutcome.Published || place == null || size == null) {
      return Optional.empty();
    }
    return line.text("origin", NAME)
        .flatMap(
            origin ->
                line.text("key", KEY)
                    .flatMap(
                        key ->
                            line.text("root", ROOT)
                                .map(
                                    root ->
                                        new LedgerCheckpoint(
                                            time, place, origin, key, size, root))));
  }
}

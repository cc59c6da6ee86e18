package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHoldStatus.DatabaseHold;
import io.hipaaoperator.api.LegalHoldStatus.HoldState;
import io.hipaaoperator.retention.EndedRuns.Ended;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a hold in a database: what its newest run says that the database has committed.
 * Computed from values only.
 *
 * @param plan what is to be held, or released
 * @param hash of it in this database; empty where it is not known where that is
 * @param generation of the spec that it is of
 * @param now to tell what was seen too long ago
 */
record HoldStates(HoldDocument plan, String hash, long generation, Instant now) {
  /** Four runs, at the pace of {@link HoldChildren}. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final int WRONG = 2;

  /**
   * The state after a run.
   *
   * @param before as it was
   * @param run the newest that ended
   */
  DatabaseHold next(String database, Optional<DatabaseHold> before, Optional<Ended> run) {
    Optional<DatabaseHold> known = before.filter(it -> hash.equals(it.digest()));
    Optional<DatabaseHold> released =
        before.filter(it -> plan.isRelease() && it.state() == HoldState.Released);
    if (released.isPresent()) {
      return released.map(this::current).orElseThrow();
    }
    return run.filter(it -> !isTold(it, before))
        .map(it -> after(database, it, before))
        .or(() -> known.map(this::current).map(this::fresh))
        .or(() -> before.filter(it -> run.isPresent() && it.message() != null))
        .orElseGet(() -> pending(database, before, null, null));
  }

  /** A Job whose pod is gone tells no more than it did. */
  private static boolean isTold(Ended run, Optional<DatabaseHold> before) {
    return run.left().isEmpty() && before.filter(it -> run.job().equals(it.job())).isPresent();
  }

  private DatabaseHold after(String database, Ended run, Optional<DatabaseHold> before) {
    Optional<RunLine> line = run.left().flatMap(left -> RunLine.read(left.getMessage()));
    if (line.isEmpty()) {
      return run.code() == WRONG
          ? failed(database, run, "the run failed; its pod's log names the field")
          : unread(database, run, before, run.silence());
    }
    return after(database, run, line.get(), before);
  }

  private DatabaseHold after(
      String database, Ended run, RunLine line, Optional<DatabaseHold> before) {
    String had = line.digest("planHash");
    if (had != null && !had.equals(hash)) {
      return pending(database, before, run.job(), null);
    }
    return switch (line.outcome()) {
      case "HELD", "RELEASED" -> committed(database, run, line, before);
      case "INVALID" -> failed(database, run, words(line));
      default -> unread(database, run, before, words(line));
    };
  }

  /** A run says which plan it had, how many rows there are, and when: else it says nothing. */
  private DatabaseHold committed(
      String database, Ended run, RunLine line, Optional<DatabaseHold> before) {
    boolean isRelease = line.outcome().equals("RELEASED");
    Long rows = line.number("rows");
    Optional<Instant> time = time(line);
    boolean isWhole =
        isRelease == plan.isRelease()
            && hash.equals(line.digest("planHash"))
            && time.isPresent()
            && (isRelease || rows != null && rows == plan.rows());
    return isWhole
        ? fresh(
            new DatabaseHold(
                database,
                isRelease ? HoldState.Released : HoldState.Acknowledged,
                generation,
                time.orElseThrow().toString(),
                rows,
                hash,
                run.job(),
                others(line)))
        : unread(database, run, before, "the run left no whole result");
  }

  private static Optional<Instant> time(RunLine line) {
    try {
      return Optional.of(Instant.parse(line.json().path("time").asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private @Nullable String others(RunLine line) {
    Long others = line.number("others");
    return others == null || others == 0 || plan.isRelease()
        ? null
        : others + " rows more hold under its name, which it does not declare";
  }

  /** What was committed stays so, as far as is known. */
  private DatabaseHold unread(
      String database, Ended run, Optional<DatabaseHold> before, String why) {
    return before
        .filter(it -> hash.equals(it.digest()))
        .map(it -> with(it, HoldState.Unverified, run.job(), why))
        .orElseGet(() -> pending(database, before, run.job(), why));
  }

  private DatabaseHold failed(String database, Ended run, String why) {
    return new DatabaseHold(database, HoldState.Failed, null, null, null, null, run.job(), why);
  }

  /** What an earlier generation held is held still. */
  private static DatabaseHold pending(
      String database, Optional<DatabaseHold> before, @Nullable String job, @Nullable String why) {
    return before
        .filter(it -> it.digest() != null)
        .map(it -> with(it, HoldState.Pending, job, why))
        .orElseGet(
            () -> new DatabaseHold(database, HoldState.Pending, null, null, null, null, job, why));
  }

  private static DatabaseHold with(
      DatabaseHold it, HoldState state, @Nullable String job, @Nullable String why) {
    return new DatabaseHold(
        it.name(), state, it.generation(), it.time(), it.rows(), it.digest(), job, why);
  }

  /** What is committed is that of this generation too, where it is the same. */
  private DatabaseHold current(DatabaseHold it) {
    return new DatabaseHold(
        it.name(),
        it.state(),
        generation,
        it.time(),
        it.rows(),
        it.digest(),
        it.job(),
        it.message());
  }

  private DatabaseHold fresh(DatabaseHold it) {
    boolean isOld =
        it.state() == HoldState.Acknowledged
            && it.time() != null
            && Instant.parse(it.time()).plus(FRESH).isBefore(now);
    return isOld
        ? with(it, HoldState.Unverified, it.job(), "no run has looked since " + it.time())
        : it;
  }

  private static String words(RunLine line) {
    return Optional.ofNullable(line.words()).orElse("nothing was said");
  }
}

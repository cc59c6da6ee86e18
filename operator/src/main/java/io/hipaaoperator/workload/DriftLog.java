package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drifts that a status shows.
 *
 * @param newest newest first, capped
 * @param total how many were ever found
 * @param added those that this pass found and no earlier one had
 */
record DriftLog(List<DriftStatus> newest, int total, List<DriftStatus> added) {
  /** What was done about a drift. */
  private static final String REVERTED = "Reverted";

  private static final String REPORTED = "Reported";
  private static final int SHOWN = 20;

  /**
   * The log after one more pass. A drift that still stands is not counted again; one that was
   * reverted and came back is.
   *
   * @param owed drifts of earlier passes that no status shows yet
   */
  static DriftLog after(PhiWorkloadStatus before, List<DriftStatus> owed, Pass pass, Instant now) {
    String action = pass.reverted() ? REVERTED : REPORTED;
    List<DriftStatus> known = concat(owed, before.drift());
    List<DriftStatus> fresh =
        pass.drifts().stream()
            .map(drift -> entry(drift, action, now))
            .filter(entry -> action.equals(REVERTED) || !stands(known, entry))
            .toList();
    List<DriftStatus> added = concat(fresh, owed);
    int total = added.size() + Objects.requireNonNullElse(before.driftTotal(), 0);
    return new DriftLog(concat(added, before.drift()).stream().limit(SHOWN).toList(), total, added);
  }

  private static List<DriftStatus> concat(List<DriftStatus> newer, List<DriftStatus> older) {
    return Stream.concat(newer.stream(), older.stream()).toList();
  }

  /** One line on the newest drift; null when there never was one. */
  @Nullable String line() {
    return newest.isEmpty() ? null : line(newest.getFirst());
  }

  /** Who changed what, and what was done. */
  static String line(DriftStatus drift) {
    String who = Objects.requireNonNullElse(drift.manager(), "someone");
    String what = drift.path() == null ? drift.name() : drift.name() + " " + drift.path();
    return who + " " + verb(drift) + " " + what + ", " + drift.action().toLowerCase(Locale.ROOT);
  }

  private static String verb(DriftStatus drift) {
    return switch (Drift.Type.valueOf(drift.type())) {
      case Changed -> "changed";
      case Removed -> "removed";
      case Added -> "added";
      case Deleted -> "deleted";
    };
  }

  private static boolean stands(List<DriftStatus> known, DriftStatus entry) {
    return known.stream().anyMatch(old -> isSame(old, entry));
  }

  private static boolean isSame(DriftStatus one, DriftStatus other) {
    return one.name().equals(other.name())
        && one.type().equals(other.type())
        && Objects.equals(one.path(), other.path())
        && Objects.equals(one.found(), other.found())
        && Objects.equals(one.time(), other.time())
        && one.action().equals(other.action());
  }

  private static DriftStatus entry(Drift drift, String action, Instant now) {
    return new DriftStatus(
        drift.kind(),
        drift.name(),
        drift.path().segments().isEmpty() ? null : drift.path().toString(),
        drift.type().name(),
        drift.expected(),
        drift.found(),
        drift.manager(),
        drift.time(),
        drift.weakens(),
        action,
        now.truncatedTo(ChronoUnit.MILLIS).toString());
  }
}

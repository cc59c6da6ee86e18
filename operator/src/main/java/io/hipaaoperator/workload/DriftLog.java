package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
   * The log after one more pass. A drift that still stands is not counted again, and so is kept
   * however many newer ones there are; one that was reverted and came back is counted.
   *
   * @param owed drifts of earlier passes that no status shows yet
   */
  static DriftLog after(PhiWorkloadStatus before, List<DriftStatus> owed, Pass pass, Instant now) {
    List<DriftStatus> known = concat(owed, before.drift());
    List<DriftStatus> standing =
        pass.drifts().stream()
            .filter(drift -> !pass.reverted(drift))
            .map(drift -> entry(drift, REPORTED, now))
            .limit(SHOWN)
            .toList();
    List<DriftStatus> fresh = standing.stream().filter(e -> !isIn(known, e)).toList();
    List<DriftStatus> reverted =
        reverted(pass.drifts().stream().filter(pass::reverted).toList(), now);
    List<DriftStatus> added = concat(concat(fresh, reverted), owed);
    int total = added.size() + Objects.requireNonNullElse(before.driftTotal(), 0);
    return new DriftLog(newest(concat(added, before.drift()), standing), total, added);
  }

  private static List<DriftStatus> newest(List<DriftStatus> all, List<DriftStatus> standing) {
    List<DriftStatus> newest = new ArrayList<>(all);
    for (int i = newest.size() - 1; newest.size() > SHOWN && i >= 0; i--) {
      if (!isIn(standing, newest.get(i))) {
        newest.remove(i);
      }
    }
    return List.copyOf(newest);
  }

  /** Two logs as one, newest first. */
  static List<DriftStatus> concat(List<DriftStatus> newer, List<DriftStatus> older) {
    return Stream.concat(newer.stream(), older.stream()).toList();
  }

  /** One line on the newest drift; null when there never was one. */
  @Nullable String line() {
    return newest.isEmpty() ? null : line(newest.getFirst());
  }

  /** Who changed what, and what was done. */
  static String line(DriftStatus drift) {
    var type = Drift.Type.valueOf(drift.type());
    return deed(drift.manager(), type, drift.name(), Objects.requireNonNullElse(drift.path(), ""))
        + ", "
        + drift.action().toLowerCase(Locale.ROOT);
  }

  /** Who changed what. */
  static String deed(Drift drift) {
    return deed(drift.manager(), drift.type(), drift.name(), drift.path().toString());
  }

  private static String deed(@Nullable String manager, Drift.Type type, String name, String path) {
    String who = Objects.requireNonNullElse(manager, "someone");
    return (who + " " + verb(type) + " " + name + " " + path).strip();
  }

  private static String verb(Drift.Type type) {
    return switch (type) {
      case Changed -> "changed";
      case Removed -> "removed";
      case Added -> "added";
      case Deleted -> "deleted";
    };
  }

  private static boolean isIn(List<DriftStatus> entries, DriftStatus entry) {
    return entries.stream().anyMatch(other -> isSame(other, entry));
  }

  private static boolean isSame(DriftStatus one, DriftStatus other) {
    return one.name().equals(other.name())
        && one.type().equals(other.type())
        && Objects.equals(one.path(), other.path())
        && Objects.equals(one.found(), other.found())
        && Objects.equals(one.time(), other.time())
        && one.action().equals(other.action());
  }

  /** Drifts that were put back, as entries of the log. */
  static List<DriftStatus> reverted(List<Drift> drifts, Instant now) {
    return drifts.stream().map(drift -> entry(drift, REVERTED, now)).toList();
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

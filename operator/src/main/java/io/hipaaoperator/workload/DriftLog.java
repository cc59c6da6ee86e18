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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drifts of a workload. One is noted before it is put back, so that it is known even if we die
 * in between.
 *
 * @param newest newest first
 * @param total how many were ever found
 * @param added those that were put back or reported since the status was last written
 */
record DriftLog(List<DriftStatus> newest, int total, List<DriftStatus> added) {
  /** What is done about a drift. */
  static final String REVERTING = "Reverting";

  private static final String REVERTED = "Reverted";
  private static final String REPORTED = "Reported";
  private static final int SHOWN = 20;

  DriftLog {
    newest = List.copyOf(newest);
    added = List.copyOf(added);
  }

  /** The log that a status shows. */
  static DriftLog of(PhiWorkloadStatus status) {
    int total = Objects.requireNonNullElse(status.driftTotal(), 0);
    return new DriftLog(status.drift(), total, List.of());
  }

  /** The log before these are put back; the same where all of them are known. */
  DriftLog noting(List<Drift> repairs, Instant now) {
    List<DriftStatus> fresh =
        repairs.stream()
            .limit(SHOWN)
            .map(drift -> entry(drift, REVERTING, now))
            .filter(entry -> !stands(entry))
            .toList();
    return fresh.isEmpty()
        ? this
        : new DriftLog(concat(fresh, newest), total + fresh.size(), added);
  }

  /**
   * The log after one more pass. A drift that still stands is not counted again, and so is kept
   * however many newer ones there are; one that was reverted and came back is counted.
   */
  DriftLog after(Pass pass, Instant now) {
    if (pass.isBlind()) {
      return this;
    }
    List<DriftStatus> reverted = entries(pass, pass::reverted, REVERTED, now);
    List<DriftStatus> reported = entries(pass, drift -> !pass.reverted(drift), REPORTED, now);
    List<DriftStatus> known =
        newest.stream().map(entry -> settled(entry, reverted, reported)).toList();
    List<DriftStatus> standing = reported.stream().limit(SHOWN).toList();
    List<DriftStatus> fresh =
        concat(standing, reverted).stream().filter(entry -> !stands(entry)).toList();
    List<DriftStatus> turned = known.stream().filter(entry -> !newest.contains(entry)).toList();
    return new DriftLog(
        shown(concat(fresh, known), standing),
        total + fresh.size(),
        concat(concat(fresh, turned), added));
  }

  private static List<DriftStatus> entries(
      Pass pass, Predicate<Drift> which, String action, Instant now) {
    return pass.drifts().stream().filter(which).map(drift -> entry(drift, action, now)).toList();
  }

  /**
   * What has become of a known drift. One that we were putting back when we died, and that is not
   * there any more, was put back.
   */
  private static DriftStatus settled(
      DriftStatus entry, List<DriftStatus> reverted, List<DriftStatus> reported) {
    if (!isOpen(entry)) {
      return entry;
    }
    if (isIn(reported, entry)) {
      return entry.withAction(REPORTED);
    }
    return isIn(reverted, entry) || entry.action().equals(REVERTING)
        ? entry.withAction(REVERTED)
        : entry;
  }

  /** Whether a drift is in the log and was not put back. */
  private boolean stands(DriftStatus entry) {
    return newest.stream().anyMatch(known -> isOpen(known) && isSame(known, entry));
  }

  private static boolean isOpen(DriftStatus entry) {
    return !entry.action().equals(REVERTED);
  }

  private static List<DriftStatus> shown(List<DriftStatus> all, List<DriftStatus> standing) {
    List<DriftStatus> shown = new ArrayList<>(all);
    for (int i = shown.size() - 1; shown.size() > SHOWN && i >= 0; i--) {
      if (!isIn(standing, shown.get(i)) || !isOpen(shown.get(i))) {
        shown.remove(i);
      }
    }
    return shown;
  }

  /** This log in place of the one that a status shows. */
  PhiWorkloadStatus in(PhiWorkloadStatus status) {
    return new PhiWorkloadStatus(
        status.observedGeneration(),
        status.summary(),
        status.conditions(),
        status.controls(),
        status.inventory(),
        line(),
        total == 0 ? null : total,
        shown(newest, List.of()));
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
        && Objects.equals(one.time(), other.time());
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

package io.hipaaoperator.workload;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.status.DriftEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  /** Not there any more, and not put back by us as far as we know. */
  private static final String GONE = "Gone";

  private static final Set<String> TOLD = Set.of(REVERTED, REPORTED);
  private static final int SHOWN = 20;

  /** So many are told at once, should no status be writable for long. */
  private static final int UNTOLD = 100;

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
            .map(drift -> DriftEntry.of(drift, REVERTING, now))
            .filter(entry -> !stands(entry))
            .limit(room(newest))
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
    List<DriftStatus> found =
        pass.drifts().stream()
            .map(drift -> DriftEntry.of(drift, action(pass, drift), now))
            .toList();
    List<DriftStatus> known = newest.stream().map(entry -> settled(entry, found)).toList();
    List<DriftStatus> fresh = fresh(found, room(known));
    List<DriftStatus> told =
        concat(fresh, known.stream().filter(entry -> !newest.contains(entry)).toList()).stream()
            .filter(entry -> TOLD.contains(entry.action()))
            .toList();
    return new DriftLog(
        shown(concat(fresh, known)),
        total + fresh.size(),
        concat(told, added).stream().limit(UNTOLD).toList());
  }

  private static String action(Pass pass, Drift drift) {
    if (pass.reverted(drift)) {
      return REVERTED;
    }
    return pass.isDoubtful(drift) ? REVERTING : REPORTED;
  }

  /**
   * What has become of a known drift. One that we were putting back when we died or heard no
   * answer, and of whose field nothing is found any more, was put back.
   */
  private static DriftStatus settled(DriftStatus entry, List<DriftStatus> found) {
    if (!isOpen(entry)) {
      return entry;
    }
    Optional<DriftStatus> same = found.stream().filter(e -> isSame(e, entry)).findFirst();
    boolean ours =
        entry.action().equals(REVERTING) && found.stream().noneMatch(e -> isOfSameField(e, entry));
    return entry.withAction(same.map(DriftStatus::action).orElse(ours ? REVERTED : GONE));
  }

  /** All that were put back, and as many of those that stand as there is room for. */
  private List<DriftStatus> fresh(List<DriftStatus> found, int room) {
    List<DriftStatus> unknown = found.stream().filter(entry -> !stands(entry)).toList();
    return concat(
        unknown.stream().filter(DriftLog::isOpen).limit(room).toList(),
        unknown.stream().filter(entry -> !isOpen(entry)).toList());
  }

  /** How many more may stand: one that is not kept would be found anew on every pass. */
  private static int room(List<DriftStatus> log) {
    return Math.max(0, SHOWN - (int) log.stream().filter(DriftLog::isOpen).count());
  }

  /** Whether a drift is in the log and was not put back. */
  private boolean stands(DriftStatus entry) {
    return newest.stream().anyMatch(known -> isOpen(known) && isSame(known, entry));
  }

  private static boolean isOpen(DriftStatus entry) {
    return entry.action().equals(REVERTING) || entry.action().equals(REPORTED);
  }

  private static List<DriftStatus> shown(List<DriftStatus> all) {
    List<DriftStatus> shown = new ArrayList<>(all);
    for (int i = shown.size() - 1; shown.size() > SHOWN && i >= 0; i--) {
      if (!isOpen(shown.get(i))) {
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
        shown(newest),
        status.secrets());
  }

  private static List<DriftStatus> concat(List<DriftStatus> newer, List<DriftStatus> older) {
    return Stream.concat(newer.stream(), older.stream()).toList();
  }

  /** One line on the newest drift; null when there never was one. */
  @Nullable String line() {
    return newest.isEmpty() ? null : DriftEntry.line(newest.getFirst());
  }

  private static boolean isOfSameField(DriftStatus one, DriftStatus other) {
    return one.kind().equals(other.kind())
        && one.name().equals(other.name())
        && Objects.equals(one.path(), other.path());
  }

  private static boolean isSame(DriftStatus one, DriftStatus other) {
    return isOfSameField(one, other)
        && one.type().equals(other.type())
        && Objects.equals(one.found(), other.found())
        && Objects.equals(one.time(), other.time());
  }
}

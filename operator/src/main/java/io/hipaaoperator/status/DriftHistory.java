package io.hipaaoperator.status;

import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drifts that a status shows.
 *
 * @param newest newest first, capped
 * @param total how many were ever found
 * @param added those that no status showed yet
 */
public record DriftHistory(List<DriftStatus> newest, int total, List<DriftStatus> added) {
  private static final int SHOWN = 20;

  /**
   * The history after one more pass. A drift that still stands is not counted again, and is kept
   * however many newer ones there are.
   *
   * @param before what the status shows
   * @param total how many were found before
   * @param owed drifts of earlier passes that no status shows yet
   * @param standing those that were not put back
   * @param reverted those that were
   */
  public static DriftHistory after(
      List<DriftStatus> before,
      int total,
      List<DriftStatus> owed,
      List<Drift> standing,
      List<Drift> reverted,
      Instant now) {
    List<DriftStatus> known = concat(owed, before);
    List<DriftStatus> stands =
        standing.stream().map(d -> DriftEntry.of(d, "Reported", now)).toList();
    List<DriftStatus> fresh = stands.stream().filter(e -> !isIn(known, e)).toList();
    List<DriftStatus> added =
        concat(
            concat(fresh, reverted.stream().map(d -> DriftEntry.of(d, "Reverted", now)).toList()),
            owed);
    return new DriftHistory(capped(concat(added, before), stands), total + added.size(), added);
  }

  private static List<DriftStatus> capped(List<DriftStatus> all, List<DriftStatus> standing) {
    List<DriftStatus> newest = new ArrayList<>(all);
    for (int i = newest.size() - 1; newest.size() > SHOWN && i >= 0; i--) {
      if (!isIn(standing, newest.get(i))) {
        newest.remove(i);
      }
    }
    return List.copyOf(newest);
  }

  /** One line on the newest drift; null when there never was one. */
  public @Nullable String line() {
    return newest.isEmpty() ? null : DriftEntry.line(newest.getFirst());
  }

  private static List<DriftStatus> concat(List<DriftStatus> newer, List<DriftStatus> older) {
    return Stream.concat(newer.stream(), older.stream()).toList();
  }

  private static boolean isIn(List<DriftStatus> entries, DriftStatus entry) {
    return entries.stream().anyMatch(other -> isSame(other, entry));
  }

  private static boolean isSame(DriftStatus one, DriftStatus other) {
    return one.name().equals(other.name())
        && one.type().equals(other.type())
        && Objects.equals(one.path(), other.path())
        && Objects.equals(one.found(), other.found())
        && one.action().equals(other.action());
  }
}

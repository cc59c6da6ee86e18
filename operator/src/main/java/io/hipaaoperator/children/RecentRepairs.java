package io.hipaaoperator.children;

import io.hipaaoperator.drift.Drift;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The pace at which each child of each resource is put back, as long as it matters. */
final class RecentRepairs {
  private final Map<Repaired, RepairPace> paces = new ConcurrentHashMap<>();
  private final InstantSource clock;

  RecentRepairs(InstantSource clock) {
    this.clock = clock;
  }

  private record Repaired(String uid, String name) {}

  /** How long the repair of one child's deviations has still to wait. */
  Duration pause(Family family, List<Drift> drifts) {
    Instant now = clock.instant();
    return drifts.stream()
        .findFirst()
        .map(drift -> paces.get(new Repaired(family.uid(), drift.name())))
        .filter(pace -> !pace.isOver(now))
        .map(pace -> pace.pause(drifts, now))
        .orElse(Duration.ZERO);
  }

  /** Remembers a repair of one child. */
  void made(Family family, List<Drift> undone) {
    Instant now = clock.instant();
    paces.values().removeIf(pace -> pace.isOver(now));
    undone.stream()
        .findFirst()
        .map(drift -> new Repaired(family.uid(), drift.name()))
        .ifPresent(
            child ->
                paces.merge(
                    child,
                    RepairPace.NONE.with(undone, now),
                    (known, fresh) -> known.with(undone, now)));
  }

  /** What comes back again and again, of each child the most frequent. */
  List<Drift> recurring(Family family) {
    Instant now = clock.instant();
    return paces.entrySet().stream()
        .filter(entry -> entry.getKey().uid().equals(family.uid()))
        .filter(entry -> !entry.getValue().isOver(now))
        .map(entry -> entry.getValue().recurring())
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(Drift::name))
        .toList();
  }
}

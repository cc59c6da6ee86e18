package io.hipaaoperator.children;

import io.hipaaoperator.drift.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was put back lately on one child, and so how long the next repair waits: one that undoes
 * something new is made at once, one that only undoes the same again after a pause that doubles.
 * Many different ones count a little, so that nobody can make us write without end.
 *
 * @param times how often each deviation was undone
 * @param repairs how many repairs there were
 * @param last when the last one was
 */
public record RepairPace(Map<Drift, Integer> times, int repairs, Instant last) {
  static final RepairPace NONE = new RepairPace(Map.of(), 0, Instant.EPOCH);

  /** Repairs of the same that are made without a pause. */
  public static final int AT_ONCE = 5;

  /** So many different repairs count like one of the same. */
  static final int VARIED = 50;

  /** So many different deviations are told apart; then the count of each starts anew. */
  static final int KNOWN = AT_ONCE * VARIED;

  static final Duration LONGEST = Duration.ofMinutes(1);

  /** What opens something is closed again sooner. */
  static final Duration LONGEST_OPEN = Duration.ofSeconds(10);

  static final Duration QUIET = Duration.ofMinutes(5);

  public RepairPace {
    times = Map.copyOf(times);
  }

  /** Whether nothing was put back for so long that it is forgotten. */
  boolean isOver(Instant now) {
    return !now.isBefore(last.plus(QUIET));
  }

  /** How long the repair of these has still to wait. */
  Duration pause(List<Drift> drifts, Instant now) {
    int least = drifts.stream().mapToInt(this::repeats).min().orElse(0);
    Duration longest = drifts.stream().anyMatch(Drift::weakens) ? LONGEST_OPEN : LONGEST;
    Duration left = Duration.between(now, last.plus(pause(least, longest)));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration pause(int repeats, Duration longest) {
    if (repeats < AT_ONCE) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(repeats - AT_ONCE, 6));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** After one more repair. */
  RepairPace with(List<Drift> undone, Instant now) {
    Map<Drift, Integer> more = new HashMap<>(times.size() < KNOWN ? times : Map.of());
    undone.stream().map(Drift::untimed).distinct().forEach(d -> more.merge(d, 1, Integer::sum));
    return new RepairPace(more, repairs + 1, now);
  }

  /** The deviation that comes back again and again most often. */
  Optional<Drift> recurring() {
    return times.keySet().stream()
        .filter(drift -> repeats(drift) >= AT_ONCE)
        .max(Comparator.comparing(this::repeats).thenComparing(Drift::toString));
  }

  private int repeats(Drift drift) {
    return times.getOrDefault(drift.untimed(), 0) + repairs / VARIED;
  }
}

package io.hipaaoperator.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of whole numbers, such as ports or addresses.
 *
 * @param intervals sorted, apart from each other
 */
public record IntervalSet(List<Interval> intervals) {
  /** No number. */
  public static final IntervalSet EMPTY = new IntervalSet(List.of());

  public IntervalSet {
    intervals = List.copyOf(intervals);
  }

  /**
   * Numbers without a gap.
   *
   * @param first the smallest
   * @param last the largest, itself included
   */
  public record Interval(BigInteger first, BigInteger last) {}

  /** All numbers from one to another, both included; none when they are the wrong way round. */
  public static IntervalSet of(BigInteger first, BigInteger last) {
    return first.compareTo(last) > 0 ? EMPTY : new IntervalSet(List.of(new Interval(first, last)));
  }

  /** All numbers from one to another, both included; none when they are the wrong way round. */
  public static IntervalSet of(long first, long last) {
    return of(BigInteger.valueOf(first), BigInteger.valueOf(last));
  }

  /** What is in this set, the other, or both. */
  public IntervalSet union(IntervalSet other) {
    return union(List.of(this, other));
  }

  /** What is in any of these sets; their intervals are sorted once. */
  public static IntervalSet union(Collection<IntervalSet> sets) {
    List<Interval> merged = new ArrayList<>();
    sets.stream()
        .flatMap(set -> set.intervals.stream())
        .sorted(Comparator.comparing(Interval::first))
        .forEachOrdered(next -> append(merged, next));
    return new IntervalSet(merged);
  }

  private static void append(List<Interval> merged, Interval next) {
    if (merged.isEmpty() || isApart(merged.getLast(), next)) {
      merged.add(next);
    } else {
      Interval last = merged.removeLast();
      merged.add(new Interval(last.first(), last.last().max(next.last())));
    }
  }

  private static boolean isApart(Interval lower, Interval upper) {
    return lower.last().add(BigInteger.ONE).compareTo(upper.first()) < 0;
  }

  /** What is in this set and not in the other; one pass over both. */
  public IntervalSet minus(IntervalSet other) {
    var cuts = new Cuts(other.intervals);
    intervals.forEach(cuts::apply);
    return new IntervalSet(cuts.rest);
  }

  /** Sorted intervals that are taken out of sorted ones, and what that leaves. */
  private static final class Cuts {
    private final List<Interval> cuts;
    private final List<Interval> rest = new ArrayList<>();
    private int next = 0;

    Cuts(List<Interval> cuts) {
      this.cuts = cuts;
    }

    /** A cut that reaches beyond this interval is kept for the next one. */
    void apply(Interval interval) {
      BigInteger first = interval.first;
      while (next < cuts.size() && cuts.get(next).first.compareTo(interval.last) <= 0) {
        Interval cut = cuts.get(next);
        leave(first, cut.first.subtract(BigInteger.ONE));
        first = first.max(cut.last.add(BigInteger.ONE));
        if (cut.last.compareTo(interval.last) > 0) {
          break;
        }
        next++;
      }
      leave(first, interval.last);
    }

    private void leave(BigInteger first, BigInteger last) {
      if (first.compareTo(last) <= 0) {
        rest.add(new Interval(first, last));
      }
    }
  }

  /** What is in both sets. */
  public IntervalSet intersection(IntervalSet other) {
    return minus(minus(other));
  }

  /** Whether everything in the other set is in this one. */
  public boolean containsAll(IntervalSet other) {
    return other.minus(this).isEmpty();
  }

  /** The least number of a set that is not empty. */
  public BigInteger first() {
    return intervals.getFirst().first();
  }

  /** Whether the set has no number. */
  public boolean isEmpty() {
    return intervals.isEmpty();
  }
}

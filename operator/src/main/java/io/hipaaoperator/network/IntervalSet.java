package io.hipaaoperator.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
  public record Interval(BigInteger first, BigInteger last) {
    private Stream<Interval> minus(Interval other) {
      if (other.last.compareTo(first) < 0 || other.first.compareTo(last) > 0) {
        return Stream.of(this);
      }
      return Stream.of(
              new Interval(first, other.first.subtract(BigInteger.ONE)),
              new Interval(other.last.add(BigInteger.ONE), last))
          .filter(rest -> rest.first.compareTo(rest.last) <= 0);
    }
  }

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
    List<Interval> sorted =
        Stream.concat(intervals.stream(), other.intervals.stream())
            .sorted(Comparator.comparing(Interval::first))
            .toList();
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      if (merged.isEmpty() || isApart(merged.getLast(), next)) {
        merged.add(next);
      } else {
        Interval last = merged.removeLast();
        merged.add(new Interval(last.first(), last.last().max(next.last())));
      }
    }
    return new IntervalSet(merged);
  }

  private static boolean isApart(Interval lower, Interval upper) {
    return lower.last().add(BigInteger.ONE).compareTo(upper.first()) < 0;
  }

  /** What is in this set and not in the other. */
  public IntervalSet minus(IntervalSet other) {
    List<Interval> rest = intervals;
    for (Interval cut : other.intervals) {
      rest = rest.stream().flatMap(interval -> interval.minus(cut)).toList();
    }
    return new IntervalSet(rest);
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

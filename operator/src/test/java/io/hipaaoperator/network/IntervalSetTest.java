package io.hipaaoperator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Held against plain sets of numbers. */
class IntervalSetTest {
  private final Random random = new Random(3);

  @Test
  void isASet() {
    for (int i = 0; i < 2_000; i++) {
      Set<Integer> one = numbers();
      Set<Integer> other = numbers();

      assertThat(of(one).union(of(other))).isEqualTo(of(union(one, other)));
      assertThat(of(one).minus(of(other))).isEqualTo(of(minus(one, other)));
      assertThat(of(one).intersection(of(other))).isEqualTo(of(minus(one, minus(one, other))));
      assertThat(of(one).containsAll(of(other))).isEqualTo(one.containsAll(other));
    }
  }

  @Test
  void theUnionOfManyIsThatOfAll() {
    for (int i = 0; i < 500; i++) {
      List<Set<Integer>> sets = Stream.generate(this::numbers).limit(random.nextInt(6)).toList();
      Set<Integer> all = new TreeSet<>();
      sets.forEach(all::addAll);

      assertThat(IntervalSet.union(sets.stream().map(IntervalSetTest::of).toList()))
          .isEqualTo(of(all));
    }
  }

  /** Milliseconds where each cut was once held against each interval, which took minutes. */
  @Test
  void tensOfThousandsOfExceptionsAreNoWork() {
    List<IntervalSet> cuts =
        IntStream.range(0, 50_000).mapToObj(i -> IntervalSet.of(4L * i, 4L * i + 1)).toList();

    IntervalSet rest =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> IntervalSet.of(0, 1_000_000).minus(IntervalSet.union(cuts)));

    assertThat(rest.intervals()).hasSize(50_000);
    assertThat(rest.minus(rest)).isEqualTo(IntervalSet.EMPTY);
  }

  @Test
  void theWrongWayRoundIsEmpty() {
    assertThat(IntervalSet.of(2, 1)).isEqualTo(IntervalSet.EMPTY);
  }

  private static IntervalSet of(Set<Integer> numbers) {
    return numbers.stream()
        .map(number -> IntervalSet.of(number, number))
        .reduce(IntervalSet.EMPTY, IntervalSet::union);
  }

  private Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>();
    random.ints(random.nextInt(8), 0, 12).forEach(numbers::add);
    return numbers;
  }

  private static Set<Integer> union(Set<Integer> one, Set<Integer> other) {
    Set<Integer> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static Set<Integer> minus(Set<Integer> one, Set<Integer> other) {
    Set<Integer> rest = new TreeSet<>(one);
    rest.removeAll(other);
    return rest;
  }
}

package io.hipaaoperator.retention;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A schedule in the five fields of cron, in numbers, as CronJobs read it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax">
 *     Schedule syntax</a>
 */
final class Cron {
  /** Days until every date that there is has come, 29 February on a given weekday. */
  private static final int HORIZON = 366 * 28;

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59),
          new Field("hour", 0, 23),
          new Field("day of month", 1, 31),
          new Field("month", 1, 12),
          new Field("day of week", 0, 6));

  private final List<BitSet> sets;
  private final boolean eitherDay;

  private Cron(List<BitSet> sets, boolean eitherDay) {
    this.sets = sets;
    this.eitherDay = eitherDay;
  }

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  static Cron of(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != FIELDS.size()) {
      throw new IllegalArgumentException("has not five fields");
    }
    List<BitSet> sets =
        Stream.iterate(0, i -> i + 1)
            .limit(FIELDS.size())
            .map(i -> FIELDS.get(i).read(parts[i]))
            .toList();
    return new Cron(sets, !parts[2].startsWith("*") && !parts[4].startsWith("*"));
  }

  /** The first time after this one; empty where there is none. */
  Optional<ZonedDateTime> next(ZonedDateTime after) {
    return Stream.iterate(after.toLocalDate(), day -> day.plusDays(1))
        .limit(HORIZON)
        .filter(this::runs)
        .flatMap(day -> times(day, after).filter(time -> time.isAfter(after)))
        .findFirst();
  }

  /** The last time that is not after this one; empty where there is none. */
  Optional<ZonedDateTime> last(ZonedDateTime until) {
    return Stream.iterate(until.toLocalDate(), day -> day.minusDays(1))
        .limit(HORIZON)
        .filter(this::runs)
        .flatMap(
            day ->
                times(day, until)
                    .filter(Predicate.not(time -> time.isAfter(until)))
                    .reduce((one, later) -> later)
                    .stream())
        .findFirst();
  }

  private Stream<ZonedDateTime> times(LocalDate day, ZonedDateTime like) {
    return sets.get(1).stream()
        .boxed()
        .flatMap(hour -> sets.getFirst().stream().mapToObj(minute -> LocalTime.of(hour, minute)))
        .map(time -> ZonedDateTime.of(day, time, like.getZone()));
  }

  /** Where both days are given one of them is enough. */
  private boolean runs(LocalDate day) {
    boolean ofMonth = sets.get(2).get(day.getDayOfMonth());
    boolean ofWeek = sets.get(4).get(day.getDayOfWeek().getValue() % 7);
    return sets.get(3).get(day.getMonthValue())
        && (eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  private record Field(String name, int least, int most) {

    BitSet read(String text) {
      var set = new BitSet();
      Arrays.stream(text.split(",", -1)).forEach(item -> add(set, item));
      return set;
    }

    private void add(BitSet set, String item) {
      String[] stepped = item.split("/", -1);
      String[] range = stepped[0].split("-", -1);
      if (stepped.length > 2 || range.length > 2) {
        throw wrong(item);
      }
      boolean all = stepped[0].equals("*");
      int from = all ? least : number(range[0]);
      int step = stepped.length == 2 ? number(stepped[1]) : 1;
      int to =
          all ? most : range.length == 2 ? number(range[1]) : stepped.length == 2 ? most : from;
      if (from < least || to > most || from > to || step < 1) {
        throw wrong(item);
      }
      for (int i = from; i <= to; i += step) {
        set.set(i);
      }
    }

    private int number(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw wrong(text);
      }
    }

    private IllegalArgumentException wrong(String item) {
      return new IllegalArgumentException(
          "%s is %s, not from %d to %d".formatted(name, item, least, most));
    }
  }
}

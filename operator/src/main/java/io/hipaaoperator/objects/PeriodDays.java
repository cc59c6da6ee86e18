package io.hipaaoperator.objects;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** A period in days, which is all that S3 counts in: as many as it has at most, never fewer. */
public final class PeriodDays {
  private static final LocalDate LEAP = LocalDate.of(2000, 1, 1);

  /** After four years the calendar begins anew, but for what makes periods shorter. */
  private static final int CYCLE = 1461;

  private PeriodDays() {}

  /** The days of the longest such period, whenever it begins. */
  public static int most(Period period) {
    return (int)
        Stream.iterate(LEAP, day -> day.plusDays(1))
            .limit(CYCLE)
            .mapToLong(day -> ChronoUnit.DAYS.between(day, day.plus(period)))
            .max()
            .orElseThrow();
  }
}

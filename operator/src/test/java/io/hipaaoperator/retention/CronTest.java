package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules as CronJobs read them. */
class CronTest {
  @ParameterizedTest
  @CsvSource({
    "30 3 * * *, 2026-11-28T03:00:00Z, 2026-11-28T03:30Z",
    "30 3 * * *, 2026-11-28T03:30:00Z, 2026-11-29T03:30Z",
    "*/20 * * * *, 2026-11-28T03:41:00Z, 2026-11-28T04:00Z",
    "0 0 1 1-6/2 *, 2026-11-28T00:00:00Z, 2027-01-01T00:00Z",
    "0 4 * * 0, 2026-11-28T00:00:00Z, 2026-11-29T04:00Z",
    "'0 4 13 * 1,5', 2026-11-28T00:00:00Z, 2026-11-30T04:00Z",
    "0 0 29 2 *, 2026-11-28T00:00:00Z, 2028-02-29T00:00Z",
    "30 3 * * *, 2026-03-08T00:00:00-05:00[America/New_York], 2026-03-08T03:30-04:00[America/New_York]",
  })
  void theNextTimeIs(String cron, String now, String next) {
    assertThat(Cron.of(cron).next(ZonedDateTime.parse(now)).orElseThrow()).hasToString(next);
  }

  @Test
  void theLastTimeIsNotAfterNow() {
    var now = ZonedDateTime.parse("2026-11-28T03:30:00Z");

    assertThat(Cron.of("30 3 * * *").last(now)).hasValue(now);
    assertThat(Cron.of("31 3 * * *").last(now).orElseThrow()).hasToString("2026-11-27T03:31Z");
  }

  @Test
  void aDateThatNeverComesHasNone() {
    assertThat(Cron.of("0 0 31 2 *").next(ZonedDateTime.parse("2026-11-28T03:30:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "61 3 * * *, minute is 61",
    "0 24 * * *, hour is 24",
    "0 0 0 * *, day of month is 0",
    "0 0 * 13 *, month is 13",
    "0 0 * * 7, day of week is 7",
    "5-1 0 * * *, minute is 5-1",
    "*/0 0 * * *, minute is */0",
    "1-2-3 0 * * *, minute is 1-2-3",
    "0 0 * *, five fields",
  })
  void whatIsNoneIsNamed(String cron, String words) {
    assertThatThrownBy(() -> Cron.of(cron)).hasMessageContaining(words);
  }
}

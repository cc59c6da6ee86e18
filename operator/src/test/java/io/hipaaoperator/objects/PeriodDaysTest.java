package io.hipaaoperator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodDaysTest {

  @ParameterizedTest
  @CsvSource({
    "P1D,1",
    "P90D,90",
    "P1M,31",
    "P2M,62",
    "P12M,366",
    "P1Y,366",
    "P6Y,2192",
    "P72M,2192",
    "P7Y,2557"
  })
  void aPeriodHasAsManyDaysAsTheLongestOfItsKind(String period, int days) {
    assertThat(PeriodDays.most(Period.parse(period))).isEqualTo(days);
  }
}

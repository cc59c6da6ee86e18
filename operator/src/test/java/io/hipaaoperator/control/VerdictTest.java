package io.hipaaoperator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Verdict.Compliant;
import io.hipaaoperator.control.Verdict.Undetermined;
import io.hipaaoperator.control.Verdict.Violated;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Verdict GOOD = Verdict.compliant("good");
  private static final Verdict BAD = Verdict.violated("bad");
  private static final Verdict DARK = Verdict.undetermined("dark");

  @Test
  void oneViolationViolates() {
    assertThat(Verdict.worst(List.of(GOOD, DARK, BAD, GOOD)))
        .isEqualTo(new Violated(List.of("bad")));
  }

  @Test
  void oneUnknownIsUnknown() {
    assertThat(Verdict.worst(List.of(GOOD, DARK))).isEqualTo(new Undetermined(List.of("dark")));
  }

  @Test
  void allMustComply() {
    assertThat(Verdict.worst(List.of(GOOD, Verdict.compliant("fine"))))
        .isEqualTo(new Compliant(List.of("good", "fine")));
  }

  /** No evidence, no pass. */
  @Test
  void nothingJudgedIsUnknown() {
    assertThat(Verdict.worst(List.of())).isInstanceOf(Undetermined.class);
  }

  /** A verdict keeps its rank also where it came without words. */
  @Test
  void aVerdictWithoutWordsStillCounts() {
    assertThat(Verdict.worst(List.of(GOOD, new Violated(List.of())))).isInstanceOf(Violated.class);
    assertThat(Verdict.worst(List.of(GOOD, new Undetermined(List.of()))))
        .isInstanceOf(Undetermined.class);
  }

  @Test
  void theSameIsSaidOnce() {
    assertThat(Verdict.worst(List.of(BAD, BAD, Verdict.violated("worse"))).evidence())
        .containsExactly("bad", "worse");
  }
}

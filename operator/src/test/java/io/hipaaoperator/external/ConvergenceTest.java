package io.hipaaoperator.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.drift.SettingComparison.Found;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written counts once it is seen to hold. */
class ConvergenceTest {
  private static final Map<String, String> NEVER = Map.of();
  private static final Map<String, String> HELD = Map.of(Dial.POWER, Dial.ON);

  private final Dial dial = new Dial("off");

  @Test
  void aComparisonWritesNothing() {
    var compared = Convergence.compared(dial, dial.real, HELD);

    assertThat(dial.real).isEqualTo("off");
    assertThat(compared.repairs()).isEmpty();
    assertThat(compared.settings().deviations()).extracting(Found::drifted).containsExactly(true);
  }

  @Test
  void whatIsSeenToHoldIsApplied() {
    var held = Convergence.enforced(dial, dial.real, NEVER);

    assertThat(held.seen()).isEqualTo("on");
    assertThat(held.settings().deviations()).isEmpty();
    assertThat(held.settings().applied()).isEqualTo(HELD);
    assertThat(held.repairs())
        .extracting(repair -> repair.found().drifted())
        .containsExactly(false);
  }

  @Test
  void whatIsWrittenAndNotSeenYetIsNotApplied() {
    dial.lags = true;

    var held = Convergence.enforced(dial, dial.real, HELD);

    assertThat(held.repairs()).extracting(repair -> repair.found().drifted()).containsExactly(true);
    assertThat(held.settings().applied()).isEmpty();
    assertThat(held.settings().deviations()).extracting(Found::drifted).containsExactly(false);
  }

  @Test
  void aRepairThatIsSeenLateIsNoSecondDrift() {
    dial.lags = true;
    var first = Convergence.enforced(dial, dial.real, HELD);
    var second = Convergence.enforced(dial, "off", first.settings().applied());
    dial.lags = false;
    var third = Convergence.enforced(dial, dial.real, second.settings().applied());

    assertThat(second.repairs())
        .extracting(repair -> repair.found().drifted())
        .containsExactly(false);
    assertThat(third.repairs()).isEmpty();
    assertThat(third.settings().applied()).isEqualTo(HELD);
  }

  @Test
  void aDriftWhoseRepairIsRefusedStaysOne() {
    dial.failure = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));

    var held = Convergence.enforced(dial, dial.real, HELD);

    assertThat(held.repairs()).extracting(Repair::succeeded).containsExactly(false);
    assertThat(held.settings().applied()).isEqualTo(HELD);
    assertThat(held.settings().deviations()).extracting(Found::drifted).containsExactly(true);
  }

  @Test
  void whatAPersonMendsIsNotWritten() {
    dial.locked = true;

    assertThat(Convergence.enforced(dial, dial.real, HELD).repairs()).isEmpty();
    assertThat(dial.real).isEqualTo("off");
  }
}

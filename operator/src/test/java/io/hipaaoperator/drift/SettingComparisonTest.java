package io.hipaaoperator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deviation is drift only where the same was applied before. */
class SettingComparisonTest {
  private static final String HELD = Setting.digest("on");

  @Test
  void whatHoldsIsRemembered() {
    var compared = compare(new Fact.Known<>(Optional.empty()), Map.of());

    assertThat(compared.deviations()).isEmpty();
    assertThat(compared.applied()).containsEntry("rotation", HELD);
  }

  @Test
  void whatHeldAndDeviatesHasDrifted() {
    var compared = compare(off(), Map.of("rotation", HELD));

    var found = compared.deviations().getFirst();
    assertThat(found.drifted()).isTrue();
    assertThat(found.drift().path()).hasToString("rotation");
    assertThat(found.drift().expected()).isEqualTo("on");
    assertThat(found.drift().weakens()).isTrue();
  }

  @Test
  void whatNeverHeldOrIsDeclaredAnewRollsOut() {
    assertThat(compare(off(), Map.of()).deviations().getFirst().drifted()).isFalse();
    assertThat(
            compare(off(), Map.of("rotation", Setting.digest("otherwise")))
                .deviations()
                .getFirst()
                .drifted())
        .isFalse();
  }

  /** A call that failed must not make a later deviation look like a roll-out. */
  @Test
  void whatCouldNotBeReadStaysAsItWas() {
    var compared = compare(new Fact.Unreachable<>("throttled"), Map.of("rotation", HELD));

    assertThat(compared.unknown()).extracting(unread -> unread.why()).containsExactly("throttled");
    assertThat(compared.deviations()).isEmpty();
    assertThat(compared.applied()).containsEntry("rotation", HELD);
  }

  /** Until it is seen to hold: what shows late is no drift. */
  @Test
  void whatWasWrittenIsNotAppliedYet() {
    var compared = compare(off(), Map.of("rotation", HELD));

    assertThat(compared.applied()).containsEntry("rotation", HELD);
    assertThat(compared.appliedWithout(List.of(compared.deviations().getFirst().setting())))
        .isEmpty();
  }

  private static Fact<Optional<Deviation>> off() {
    return new Fact.Known<>(Optional.of(Deviation.changed("on", "off", true)));
  }

  private static SettingComparison<String> compare(
      Fact<Optional<Deviation>> seen, Map<String, String> applied) {
    var setting =
        new Setting<>(
            FieldPath.ROOT.child("rotation"), HELD, seen, new Remedy.Write<>("switch on"));
    return SettingComparison.of("KmsKey", "alias/a", List.of(setting), applied);
  }
}

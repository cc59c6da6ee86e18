package io.hipaaoperator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.control.Verdict.Undetermined;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class ControlTest {
  private static final FactKind<Boolean> ENCRYPTED = FactKind.named("encryption");
  private static final FactKind<Integer> ROTATED = FactKind.named("rotation");
  private static final FactKind<List<String>> SUSPECTS = FactKind.named("suspects");
  private static final Facts NO_SUSPECTS = Facts.none().with(SUSPECTS, List.of());
  private static final BiPredicate<String, Facts> ALWAYS = (subject, facts) -> true;
  private static final BiFunction<String, Facts, Verdict> PASS =
      (subject, facts) -> Verdict.compliant(subject);

  @Test
  void knownFactsAreChecked() {
    Facts facts = NO_SUSPECTS.with(ENCRYPTED, true).with(ROTATED, 90);

    assertThat(judge(ALWAYS, PASS, facts)).contains(Verdict.compliant("database"));
  }

  /** Also one that would pass: the check is not asked. */
  @Test
  void anUnreachableFactIsNeverAPass() {
    Facts facts =
        Facts.none()
            .with(ENCRYPTED, true)
            .with(ROTATED, new Fact.Unreachable<>("KMS: AccessDenied"));

    assertThat(judge(ALWAYS, PASS, facts)).contains(new Undetermined(List.of("KMS: AccessDenied")));
  }

  @Test
  void whatMayUndoAPassIsADoubt() {
    Facts facts = read().with(SUSPECTS, List.of("somebody has a key"));

    assertThat(judge(ALWAYS, PASS, facts))
        .contains(new Undetermined(List.of("somebody has a key")));
  }

  @Test
  void whereNobodyLookedThereIsDoubt() {
    assertThat(judge(ALWAYS, PASS, read().with(SUSPECTS, new Fact.Unreachable<>("a right"))))
        .contains(new Undetermined(List.of("a right")));
    assertThat(judge(ALWAYS, PASS, read()))
        .contains(new Undetermined(List.of("suspects not read")));
  }

  @Test
  void doubtsUndoNothingButAPass() {
    Facts facts = read().with(SUSPECTS, List.of("somebody has a key"));

    for (Verdict verdict :
        List.of(Verdict.violated("not encrypted"), Verdict.undetermined("no volume"))) {
      assertThat(judge(ALWAYS, (subject, all) -> verdict, facts)).contains(verdict);
    }
  }

  private static Facts read() {
    return Facts.none().with(ENCRYPTED, true).with(ROTATED, 90);
  }

  @Test
  void everyMissingFactIsNamed() {
    assertThat(judge(ALWAYS, PASS, Facts.none()))
        .contains(new Undetermined(List.of("encryption not read", "rotation not read")));
  }

  @Test
  void whatDoesNotApplyIsNotJudged() {
    Facts facts = Facts.none().with(ENCRYPTED, true).with(ROTATED, 90);

    assertThat(judge((subject, all) -> false, PASS, facts)).isEmpty();
  }

  /** Whether it applies can hang on a fact: unknown facts must not make a control disappear. */
  @Test
  void whetherItAppliesIsAskedOnlyWithAllFacts() {
    assertThat(judge((subject, all) -> all.known(ENCRYPTED), PASS, Facts.none()))
        .containsInstanceOf(Undetermined.class);
  }

  @Test
  void factsAreReplacedByKindAndOldOnesStay() {
    Facts before = Facts.none().with(ROTATED, 90);
    Facts after = before.with(ROTATED, 30);

    assertThat(before.known(ROTATED)).isEqualTo(90);
    assertThat(after.known(ROTATED)).isEqualTo(30);
    assertThat(Facts.none().get(ROTATED)).isInstanceOf(Fact.Unreachable.class);
  }

  /** Kinds are told apart by identity: two of one name don't mix. */
  @Test
  void namesakesAreOtherKinds() {
    FactKind<Integer> namesake = FactKind.named("rotation");

    assertThat(Facts.none().with(ROTATED, 90).get(namesake)).isInstanceOf(Fact.Unreachable.class);
  }

  @Test
  void aForgottenDeclarationIsABug() {
    assertThatThrownBy(() -> Facts.none().known(ROTATED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rotation");
  }

  @Test
  void citationsReadAsLawyersWriteThem() {
    assertThat(Citation.required("164.312(a)(1)")).hasToString("45 CFR 164.312(a)(1) (required)");
    assertThat(Citation.addressable("164.312(a)(2)(iv)"))
        .hasToString("45 CFR 164.312(a)(2)(iv) (addressable)");
  }

  private static Optional<Verdict> judge(
      BiPredicate<String, Facts> applies, BiFunction<String, Facts, Verdict> check, Facts facts) {
    return new Control<>(
            "X1",
            "title",
            Citation.required("164.312(a)(1)"),
            List.of("AC-4"),
            Severity.CRITICAL,
            List.of(ENCRYPTED, ROTATED),
            List.of(SUSPECTS),
            applies,
            check,
            (subject, all) -> List.of())
        .judge("database", facts)
        .map(Control.Result::verdict);
  }
}

package io.hipaaoperator.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.status.DriftHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pass comes to, as kstatus and people read it. */
class ExternalConditionsTest {
  private static final Map<String, String> HELD = Map.of(Dial.POWER, Dial.ON);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Dial dial = new Dial("off");

  @Test
  void whatHoldsIsReady() {
    assertThat(words(enforced(HELD)))
        .containsExactly(
            "Ready True Converged",
            "Compliant Unknown NotDetermined",
            "Drifted False DriftReverted");
  }

  @Test
  void whatIsWrittenAndNotSeenYetIsNotReady() {
    dial.lags = true;
    ExternalPass<String> pass = enforced(HELD);

    assertThat(words(pass))
        .containsExactly(
            "Ready False NotInForce",
            "Compliant Unknown NotDetermined",
            "Drifted False DriftReverted",
            "Reconciling True Retrying");
    assertThat(conditions(pass).getFirst().getMessage()).contains(Dial.POWER);
    assertThat(pass.reverted()).hasSize(1);
    assertThat(pass.standing()).isEmpty();
  }

  @Test
  void aRefusedRepairSaysWhatWasRefused() {
    dial.failure = Optional.of(new Answer.Refused<>("AccessDeniedException", "no"));

    assertThat(words(enforced(HELD)))
        .contains("Ready False WriteRefused", "Drifted True DriftStands");
    assertThat(conditions(enforced(HELD)).getFirst().getMessage())
        .contains(Dial.POWER, "AccessDeniedException");
  }

  /** It may have been made, or not. */
  @Test
  void aRepairWithoutAnAnswerIsNotRefused() {
    dial.failure = Optional.of(new Answer.Unreachable<>("connection reset"));

    assertThat(words(enforced(HELD)))
        .contains(
            "Ready Unknown AwsUnreachable",
            "Drifted True DriftStands",
            "Reconciling True Retrying");
  }

  @Test
  void whatAPersonMendsHasThePersonsReason() {
    dial.locked = true;
    ExternalPass<String> pass = enforced(HELD);

    assertThat(words(pass)).contains("Ready False Locked", "Drifted True DriftStands");
    assertThat(words(pass)).doesNotContain("Reconciling True Retrying");
    assertThat(conditions(pass).getFirst().getMessage()).contains("off", "unlock");
  }

  @Test
  void observedDriftStands() {
    var pass = pass(Enforcement.Observe, Convergence.compared(dial, dial.real, HELD));

    assertThat(words(pass)).contains("Ready True Observing", "Drifted True DriftStands");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, Unknown, false",
    "WAITING, False, false",
    "STALLED, False, true",
    "OBSERVING, True, false"
  })
  void anObstacleIsTheReasonAndNothingIsJudged(Obstacle.Kind kind, String ready, boolean stalled) {
    var obstacle = new Obstacle("Why", "because", kind, Duration.ZERO);
    var words =
        words(ExternalPass.without(1, "kitchen", Enforcement.Enforce, obstacle, HELD, List.of()));

    assertThat(words)
        .contains("Ready " + ready + " Why", "Drifted Unknown NotDetermined")
        .contains("Compliant Unknown NotDetermined");
    assertThat(words.contains("Stalled True Why")).isEqualTo(stalled);
  }

  @Test
  void childrenThatCannotBeSeenAreNotSaidToBeInPlace() {
    assertThat(words(enforced(HELD).with(ChildPass.unread(List.of(), "no right to list"))))
        .contains(
            "Ready Unknown NotReadable",
            "Drifted Unknown NotDetermined",
            "Reconciling True Retrying");
  }

  @Test
  void aNamesakeOfAChildIsForAPersonToMoveAway() {
    var taken = children(List.of("kitchen-class"), List.of(), List.of());

    assertThat(words(enforced(HELD).with(taken)))
        .contains("Ready False NameConflict", "Stalled True NameConflict");
    assertThat(
            words(
                pass(Enforcement.Observe, Convergence.compared(dial, dial.real, HELD)).with(taken)))
        .contains("Ready True Observing")
        .doesNotContain("Stalled True NameConflict");
  }

  @Test
  void aWriteToAChildThatIsRefusedIsTriedAgain() {
    var refusal = new Refusal("StorageClass", "kitchen-class", "Forbidden", "no");
    var pass = enforced(HELD).with(children(List.of(), List.of(refusal), List.of(CHANGED)));

    assertThat(words(pass))
        .contains(
            "Ready False WriteRefused", "Drifted True DriftStands", "Reconciling True Retrying");
    assertThat(conditions(pass).getFirst().getMessage()).contains("kitchen-class", "Forbidden");
  }

  @Test
  void aDriftOfAChildThatIsPutOffIsOneThatRecurs() {
    assertThat(words(enforced(HELD).with(children(List.of(), List.of(), List.of(CHANGED)))))
        .contains("Ready False DriftRecurs", "Drifted True DriftStands");
  }

  private static final Drift CHANGED = Drift.deleted("StorageClass", "kitchen-class", false);

  private static ChildPass children(
      List<String> foreign, List<Refusal> refusals, List<Drift> standing) {
    return new ChildPass(
        List.of(), List.of(), standing, foreign, List.of(), refusals, Duration.ZERO, standing);
  }

  private ExternalPass<String> enforced(Map<String, String> applied) {
    return pass(Enforcement.Enforce, Convergence.enforced(dial, dial.real, applied));
  }

  private static ExternalPass<String> pass(
      Enforcement enforcement, Convergence<String, String> held) {
    return ExternalPass.of(1, "kitchen", enforcement, held, List.of());
  }

  private static List<String> words(ExternalPass<String> pass) {
    return conditions(pass).stream()
        .map(c -> c.getType() + " " + c.getStatus() + " " + c.getReason())
        .toList();
  }

  private static List<Condition> conditions(ExternalPass<String> pass) {
    var history =
        DriftHistory.after(List.of(), 0, List.of(), pass.standing(), pass.reverted(), NOW);
    return new ExternalConditions(pass, history).all(List.of(), List.of(), NOW.toString());
  }
}

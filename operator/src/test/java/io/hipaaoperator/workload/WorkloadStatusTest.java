package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.kube.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a pass becomes in the status. */
class WorkloadStatusTest {
  private static final Instant MORNING = Instant.parse("2026-01-02T08:00:00.123Z");
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.456Z");

  @Test
  void whatIsInPlaceIsReadyAndCompliant() {
    PhiWorkloadStatus status = status(Passes.plain());

    assertThat(conditions(status))
        .containsExactly(
            "Ready=True Converged", "Compliant=True AllControlsHold", "Drifted=False NoDrift");
    assertThat(status.observedGeneration()).isEqualTo(7);
    assertThat(status.summary()).isEqualTo("1 of 1 controls hold");
    assertThat(status.driftTotal()).isNull();
    assertThat(status.lastDrift()).isNull();
  }

  /** What is there, not what is wanted. */
  @Test
  void theInventoryIsWhatWasSeen() {
    assertThat(status(Passes.plain()).inventory()).containsExactly(Passes.CHILD);
  }

  @Test
  void aRefusedWriteIsSaidAndRetried() {
    PhiWorkloadStatus status = status(Passes.plain().refused(Passes.FORBIDDEN));

    assertThat(conditions(status))
        .contains("Ready=False WriteRefused", "Reconciling=True Retrying");
    assertThat(condition(status, "Ready").getMessage())
        .isEqualTo("NetworkPolicy records-egress: Forbidden: may not patch");
  }

  @Test
  void aServerThatDoesNotAnswerIsTriedAgain() {
    PhiWorkloadStatus status =
        status(
            Passes.plain()
                .refused(
                    new Refusal(
                        "NetworkPolicy",
                        "x",
                        "InternalError",
                        "etcd is full",
                        Refusal.Answer.Failed)));

    assertThat(conditions(status))
        .contains("Ready=False ServerUnavailable", "Reconciling=True Retrying");
  }

  /** What was so when it could still be looked at may not be so any more. */
  @Test
  void whatCannotBeReadIsUnknown() {
    PhiWorkloadStatus status =
        status(
            Passes.plain()
                .unread("policies unreadable")
                .judged(Passes.result("A25", Verdict.undetermined("policies unreadable"))));

    assertThat(conditions(status))
        .containsExactly(
            "Ready=Unknown NotReadable",
            "Compliant=Unknown NotDetermined",
            "Drifted=Unknown NotReadable");
  }

  @Test
  void aNameThatSomebodyElseHasStalls() {
    PhiWorkloadStatus status = status(Passes.plain().foreign("records-ingress"));

    assertThat(conditions(status))
        .contains("Ready=False NameConflict", "Stalled=True NameConflict");
    assertThat(condition(status, "Stalled").getMessage()).contains("records-ingress", "left alone");
  }

  /** kstatus takes Reconciling before Stalled: a stalled workload must not look busy. */
  @Test
  void aStalledWorkloadIsNotReconciling() {
    PhiWorkloadStatus status =
        status(Passes.plain().foreign("records-ingress").refused(Passes.FORBIDDEN));

    assertThat(conditions(status)).noneMatch(line -> line.startsWith("Reconciling"));
  }

  @Test
  void aMissingPeerIsNamedByItsField() {
    PhiWorkloadStatus status =
        status(Passes.plain().missing("spec.network.egress[0].to[0].workload: no PhiWorkload a/b"));

    assertThat(conditions(status)).contains("Ready=False PeerNotFound");
    assertThat(condition(status, "Ready").getMessage()).startsWith("spec.network.egress[0].to[0]");
  }

  @Test
  void observingWritesNothingAndNeverStalls() {
    assertThat(conditions(status(Passes.plain().observing().foreign("records-ingress"))))
        .contains("Ready=True Observing")
        .noneMatch(line -> line.startsWith("Stalled"));
  }

  @Test
  void aViolationIsSummedUp() {
    PhiWorkloadStatus status =
        status(
            Passes.plain()
                .judged(
                    Passes.result("A4", Verdict.undetermined("claim unknown")),
                    Passes.result("A25", Verdict.violated("policy x admits all"))));

    assertThat(conditions(status)).contains("Compliant=False ControlViolated");
    assertThat(status.summary()).isEqualTo("A25: policy x admits all");
  }

  @Test
  void unknownIsNotCompliant() {
    PhiWorkloadStatus status =
        status(
            Passes.plain()
                .judged(
                    Passes.result("A4", Verdict.undetermined("claim unknown")),
                    Passes.result("A25", Verdict.compliant("declared paths only"))));

    assertThat(conditions(status)).contains("Compliant=Unknown NotDetermined");
    assertThat(status.summary()).isEqualTo("A4: claim unknown");
  }

  @Test
  void noControlIsNoPass() {
    assertThat(conditions(status(Passes.plain().judged())))
        .contains("Compliant=Unknown NotDetermined");
  }

  @Test
  void policiesMayComeBeforePods() {
    Passes none =
        Passes.plain().pods(0).judged(Passes.result("A4", Verdict.undetermined("no pod")));

    assertThat(conditions(status(none))).contains("Compliant=Unknown NoPods");
  }

  /** An unchanged world gives an equal status, so that nothing is written. */
  @Test
  void nothingNewIsNothingNew() {
    PhiWorkloadStatus before = status(Passes.plain());

    assertThat(next(before, Passes.plain(), NOON)).isEqualTo(before);
  }

  @Test
  void theTimeOfAConditionMovesOnlyWithItsStatus() {
    PhiWorkloadStatus before = status(Passes.plain());
    PhiWorkloadStatus after = next(before, Passes.plain().refused(Passes.FORBIDDEN), NOON);
    PhiWorkloadStatus later =
        next(
            after,
            Passes.plain().refused(new Refusal("NetworkPolicy", "x", "Conflict", "again")),
            NOON.plusSeconds(60));

    assertThat(condition(before, "Ready").getLastTransitionTime())
        .isEqualTo("2026-01-02T08:00:00Z");
    assertThat(condition(after, "Ready").getLastTransitionTime()).isEqualTo("2026-01-02T12:00:00Z");
    assertThat(condition(after, "Compliant").getLastTransitionTime())
        .isEqualTo("2026-01-02T08:00:00Z");
    assertThat(condition(later, "Ready").getLastTransitionTime()).isEqualTo("2026-01-02T12:00:00Z");
    assertThat(condition(later, "Ready").getMessage()).contains("again");
  }

  @Test
  void theTimeOfAVerdictMovesOnlyWithIt() {
    PhiWorkloadStatus before = status(Passes.plain());
    PhiWorkloadStatus same =
        next(before, Passes.plain().judged(Passes.result("A4", Verdict.compliant("new"))), NOON);
    PhiWorkloadStatus turned =
        next(before, Passes.plain().judged(Passes.result("A4", Verdict.violated("disk"))), NOON);

    assertThat(same.controls().getFirst().since()).isEqualTo("2026-01-02T08:00:00Z");
    assertThat(same.controls().getFirst().evidence()).containsExactly("new");
    assertThat(turned.controls().getFirst().since()).isEqualTo("2026-01-02T12:00:00Z");
    assertThat(turned.controls().getFirst().citation())
        .isEqualTo("45 CFR 164.312(a)(1) (required)");
  }

  @Test
  void evidenceIsCapped() {
    List<String> evidence = IntStream.range(0, 9).mapToObj(i -> "pod " + i).toList();
    PhiWorkloadStatus status =
        status(Passes.plain().judged(Passes.result("A4", new Verdict.Violated(evidence))));

    assertThat(status.controls().getFirst().evidence())
        .containsExactly("pod 0", "pod 1", "pod 2", "pod 3", "pod 4", "and 4 more");
  }

  @Test
  void sentencesAreShort() {
    Verdict endless = Verdict.violated("x".repeat(40_000));
    PhiWorkloadStatus status = status(Passes.plain().judged(Passes.result("A4", endless)));

    assertThat(status.controls().getFirst().evidence()).containsExactly("x".repeat(511) + "…");
    assertThat(status.summary()).isEqualTo("A4: " + "x".repeat(511) + "…");
  }

  /** The API server refuses conditions with longer messages. */
  @Test
  void messagesAreShort() {
    PhiWorkloadStatus status = status(Passes.plain().missing("x".repeat(40_000)));

    assertThat(condition(status, "Ready").getMessage().length()).isLessThanOrEqualTo(1025);
  }

  private static PhiWorkloadStatus status(Passes passes) {
    return next(PhiWorkloadStatus.NONE, passes, MORNING);
  }

  private static PhiWorkloadStatus next(PhiWorkloadStatus before, Passes passes, Instant now) {
    Pass pass = passes.pass();
    return WorkloadStatus.next(before, pass, DriftLog.of(before).after(pass, now), now);
  }

  private static List<String> conditions(PhiWorkloadStatus status) {
    return status.conditions().stream()
        .map(c -> c.getType() + "=" + c.getStatus() + " " + c.getReason())
        .toList();
  }

  private static Condition condition(PhiWorkloadStatus status, String type) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }
}

package io.hipaaoperator.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A drift is in the log before it is put back, and counted once whatever becomes of it. */
class DriftNotedTest {
  private static final Instant NOW = Instant.parse("2026-01-02T08:00:00.123456Z");
  private static final Drift DRIFT = Passes.drift("ingress", "[{}]");

  @Test
  void whatIsAboutToBePutBackIsNotedAndCountedOnce() {
    DriftLog noted = DriftLog.of(PhiWorkloadStatus.NONE).noting(List.of(DRIFT), NOW);
    DriftLog log = noted.after(Passes.plain().drifts(DRIFT).pass(), NOW);

    assertThat(noted.line())
        .isEqualTo("kubectl-edit changed records-ingress spec.ingress, reverting");
    assertThat(noted.added()).isEmpty();
    assertThat(log.total()).isEqualTo(1);
    assertThat(log.newest()).extracting(DriftStatus::action).containsExactly("Reverted");
    assertThat(log.added()).isEqualTo(log.newest());
  }

  /** We died after the repair: nobody finds the drift any more, but it was noted. */
  @Test
  void whatWasBeingPutBackWhenWeDiedWasPutBack() {
    PhiWorkloadStatus noted =
        DriftLog.of(PhiWorkloadStatus.NONE).noting(List.of(DRIFT), NOW).in(PhiWorkloadStatus.NONE);

    DriftLog log = log(noted, Passes.plain());

    assertThat(log.newest()).extracting(DriftStatus::action).containsExactly("Reverted");
    assertThat(log.added()).isEqualTo(log.newest());
    assertThat(log.total()).isEqualTo(1);
  }

  /** It may have been put back or not: the next pass sees. */
  @Test
  void whatTheServerDidNotAnswerIsStillBeingPutBack() {
    Refusal lost =
        new Refusal("NetworkPolicy", "records-ingress", "Timeout", "", Refusal.Answer.Silent);
    DriftLog noted = DriftLog.of(PhiWorkloadStatus.NONE).noting(List.of(DRIFT), NOW);
    DriftLog doubtful = noted.after(Passes.plain().drifts(DRIFT).refused(lost).pass(), NOW);

    assertThat(doubtful).isEqualTo(noted);
    assertThat(doubtful.after(Passes.plain().pass(), NOW).newest())
        .extracting(DriftStatus::action)
        .containsExactly("Reverted");
  }

  /** Somebody wrote again before we had put it back. */
  @Test
  void whatWasOvertakenIsGoneAndTheNewerOneCounts() {
    Drift newer = Passes.drift("ingress", "[1]");
    DriftLog noted = DriftLog.of(PhiWorkloadStatus.NONE).noting(List.of(DRIFT), NOW);
    DriftLog log =
        noted.noting(List.of(newer), NOW).after(Passes.plain().drifts(newer).pass(), NOW);

    assertThat(log.newest()).extracting(DriftStatus::action).containsExactly("Reverted", "Gone");
    assertThat(log.total()).isEqualTo(2);
    assertThat(log.added()).hasSize(1);
  }

  /** Else the next time would be taken for the same. */
  @Test
  void whatWasReportedAndIsNotThereAnyMoreIsGone() {
    var deleted = Drift.deleted("NetworkPolicy", "records-ingress", true);
    Passes observing = Passes.plain().observing();
    PhiWorkloadStatus first = status(PhiWorkloadStatus.NONE, observing.drifts(deleted));
    PhiWorkloadStatus gone = status(first, observing);
    PhiWorkloadStatus again = status(gone, observing.drifts(deleted));

    assertThat(gone.drift()).extracting(DriftStatus::action).containsExactly("Gone");
    assertThat(again.driftTotal()).isEqualTo(2);
  }

  @Test
  void whatCouldNotBeLookedAtIsNotTakenForPutBack() {
    DriftLog noted = DriftLog.of(PhiWorkloadStatus.NONE).noting(List.of(DRIFT), NOW);

    assertThat(noted.after(Passes.plain().unread("no right to list").pass(), NOW)).isEqualTo(noted);
  }

  @Test
  void whatWasReportedAndIsPutBackLaterIsOneDrift() {
    PhiWorkloadStatus reported =
        status(
            PhiWorkloadStatus.NONE,
            Passes.plain().drifts(DRIFT).refused(Passes.forbidden("records-ingress")));
    DriftLog known = DriftLog.of(reported);
    DriftLog log = known.after(Passes.plain().drifts(DRIFT).pass(), NOW);

    assertThat(known.noting(List.of(DRIFT), NOW)).isSameAs(known);
    assertThat(log.total()).isEqualTo(1);
    assertThat(log.newest()).extracting(DriftStatus::action).containsExactly("Reverted");
    assertThat(log.added()).isEqualTo(log.newest());
  }

  /** None of them may be taken for put back, nor be counted anew with each try. */
  @Test
  void manyThatCannotBePutBackSettle() {
    Drift[] many =
        IntStream.range(0, 30).mapToObj(i -> Passes.drift("f" + i, "x")).toArray(Drift[]::new);
    Passes refused = Passes.plain().drifts(many).refused(Passes.forbidden("records-ingress"));
    PhiWorkloadStatus first = refusedAfterNoting(PhiWorkloadStatus.NONE, refused);

    assertThat(first.drift()).extracting(DriftStatus::action).containsOnly("Reported");
    assertThat(refusedAfterNoting(first, refused)).isEqualTo(first);
  }

  private static PhiWorkloadStatus refusedAfterNoting(PhiWorkloadStatus before, Passes refused) {
    DriftLog log = DriftLog.of(before).noting(refused.drifts(), NOW).after(refused.pass(), NOW);
    return WorkloadStatus.next(before, refused.pass(), log, NOW);
  }

  private static DriftLog log(PhiWorkloadStatus before, Passes passes) {
    return DriftLog.of(before).after(passes.pass(), NOW);
  }

  private static PhiWorkloadStatus status(PhiWorkloadStatus before, Passes passes) {
    return WorkloadStatus.next(before, passes.pass(), log(before, passes), NOW);
  }
}

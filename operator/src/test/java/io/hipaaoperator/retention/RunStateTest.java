package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import io.hipaaoperator.control.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jobs and their pods say, and what follows from it. */
class RunStateTest {
  private static final EndedRun RUN =
      new EndedRun("visits-purge", "hipaa-operator.io/retention-policy: visits", "purge");
  private static final String HASH = "a".repeat(64);
  private static final String APPROVED = "approval: {planHash: " + HASH + ", by: dr-who}\n";
  private static final String PURGED =
      "{\"outcome\":\"PURGED\",\"planHash\":\"%s\",\"purged\":40,\"held\":2,\"remaining\":%d,\"receipt\":\"%s\"}";

  @Test
  void aRunThatDeletedAllThatIsDueIsCompliant() {
    assertThat(state(last("Complete", 0, PURGED.formatted(HASH, 0, HASH))))
        .isEqualTo(
            new RunState(
                "Enforced",
                Verdict.compliant(
                    "the run of 2026-11-28T03:31:00Z deleted 40 rows; 2 are under legal hold")));
  }

  @ParameterizedTest
  @CsvSource({
    "Failed, 1, '{\"outcome\":\"REFUSED\",\"message\":\"share\"}', RunRefused",
    "Failed, 4, '{\"outcome\":\"BUSY\"}', RunBusy",
    "Failed, 2, '', RunPlanWrong",
    "Failed, 3, '', RunUnreachable",
    "Failed, 70, '', RunFailed",
    "Failed, 2, '{\"outcome\":\"INVALID\",\"message\":\"no table\",\"row\":\"Jane\"}', RunPlanWrong",
    "Failed, 3, '{\"outcome\":\"UNREACHABLE\",\"message\":\"refused\"}', RunUnreachable",
    "Failed, 6, '{\"outcome\":\"FAILED\",\"message\":\"lost\",\"purged\":9}', RunFailed",
    "Complete, 0, 'Name: Jane', RunFailed",
    "Complete, 0, '{\"outcome\":\"PURGED\"}', NotRunYet",
    "Complete, 0, '{\"outcome\":\"DRY_RUN\"}', NotRunYet",
  })
  void anyOtherIsNot(String end, int code, String message, String reason) {
    RunState state = state(last(end, code, message));

    assertThat(state.reason()).isEqualTo(reason);
    assertThat(state.verdict()).isNotInstanceOf(Verdict.Compliant.class);
    assertThat(state.verdict().evidence().toString()).doesNotContain("Jane");
  }

  @Test
  void whatARunThatFailedSaysIsTold() {
    String line = "{\"outcome\":\"FAILED\",\"purged\":9,\"receipt\":\"%s\",\"message\":\"lost\"}";

    Run run = last("Failed", 6, line.formatted(HASH)).orElseThrow();

    assertThat(run.outcome()).isEqualTo(RunOutcome.Failed);
    assertThat(run.purged()).isEqualTo(9);
    assertThat(run.receipt()).isEqualTo(HASH);
    assertThat(run.message()).isEqualTo("lost");
    assertThat(state(Optional.of(run)).verdict().evidence().toString()).contains("lost");
  }

  @Test
  void whatIsLeftForTheNextRunIsNotGone() {
    assertThat(state(last("Complete", 0, PURGED.formatted(HASH, 7, HASH))).reason())
        .isEqualTo("RowsRemain");
  }

  @Test
  void rowsThatCameBackAreTold() {
    String line =
        PURGED.formatted(HASH, 0, HASH).replace("{", "{\"resurrected\":9,\"repurged\":7,");

    Run run = last("Complete", 0, line).orElseThrow();

    assertThat(run.resurrected()).isEqualTo(9);
    assertThat(run.repurged()).isEqualTo(7);
    assertThat(state(Optional.of(run)).reason()).isEqualTo("Enforced");
    assertThat(state(Optional.of(run)).verdict().evidence().toString())
        .contains("9 rows that had been deleted were back, and 7 of them went again");
  }

  @Test
  void aRunThatFailedIsToldWhereNothingIsApprovedToo() {
    Optional<Run> last = last("Failed", 3, "{\"outcome\":\"UNREACHABLE\",\"message\":\"refused\"}");

    RunState state = RunState.of(Declared.spec(""), HASH, last, Optional.empty(), Optional.empty());

    assertThat(state.reason()).isEqualTo("NotApproved");
    assertThat(state.verdict().evidence().toString()).contains("ended as Unreachable: refused");
  }

  @Test
  void aRunOfAnotherPlanSaysNothingOfThisOne() {
    String other = "b".repeat(64);

    assertThat(state(last("Complete", 0, PURGED.formatted(other, 0, HASH))).verdict())
        .isInstanceOf(Verdict.Undetermined.class);
  }

  @Test
  void withoutApprovalNothingIsDeleted() {
    assertThat(
            RunState.of(
                    Declared.spec(""), HASH, Optional.empty(), Optional.empty(), Optional.empty())
                .reason())
        .isEqualTo("NotApproved");
    assertThat(state(Optional.empty()).verdict()).isInstanceOf(Verdict.Undetermined.class);
  }

  @Test
  void aRunThatDidNotComeIsMissed() {
    Optional<Run> last = last("Complete", 0, PURGED.formatted(HASH, 0, HASH));

    assertThat(missed(last, "2026-11-29T03:30:00Z").reason()).isEqualTo("RunMissed");
    assertThat(missed(last, "2026-11-28T03:30:00Z").reason()).isEqualTo("Enforced");
    assertThat(missed(Optional.empty(), "2026-11-28T03:30:00Z").reason()).isEqualTo("RunMissed");
  }

  /** A Job is told of before its pod is, and both go in time. */
  @Test
  void whatWasSeenOfARunStays() {
    Optional<Run> seen = last("Complete", 0, PURGED.formatted(HASH, 0, HASH));
    var podGone = new PurgeRuns(Declared.policy(1, ""), List.of(RUN.job("Complete")), List.of());
    var allGone = new PurgeRuns(Declared.policy(1, ""), List.of(), List.of());

    assertThat(podGone.newest(seen)).isEqualTo(seen);
    assertThat(allGone.newest(seen)).isEqualTo(seen);
    assertThat(podGone.newest(Optional.empty()).orElseThrow().outcome())
        .isEqualTo(RunOutcome.Failed);
  }

  @Test
  void onlyJobsOfTheCronJobCount() {
    Job other = RUN.job("Complete");
    other.getMetadata().getOwnerReferences().getFirst().setName("somebody-elses");

    assertThat(
            new PurgeRuns(Declared.policy(1, ""), List.of(other), List.of())
                .newest(Optional.empty()))
        .isEmpty();
  }

  private static RunState state(Optional<Run> last) {
    return RunState.of(Declared.spec(APPROVED), HASH, last, Optional.empty(), Optional.empty());
  }

  private static RunState missed(Optional<Run> last, String due) {
    return RunState.of(
        Declared.spec(APPROVED), HASH, last, Optional.of(Instant.parse(due)), Optional.empty());
  }

  private static Optional<Run> last(String end, int code, String message) {
    return new PurgeRuns(
            Declared.policy(1, ""), List.of(RUN.job(end)), List.of(RUN.pod(code, message)))
        .newest(Optional.empty());
  }
}

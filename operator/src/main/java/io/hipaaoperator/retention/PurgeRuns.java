package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.retention.EndedRuns.Ended;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of a policy's CronJob.
 *
 * @param runs those that ended
 */
record PurgeRuns(EndedRuns runs) {
  private static final int WRONG = 2;
  private static final int UNREACHABLE = 3;

  /**
   * Those of a policy.
   *
   * @param jobs Jobs of its namespace
   * @param pods pods of its namespace
   */
  PurgeRuns(DeclaredPolicy policy, List<Job> jobs, List<Pod> pods) {
    this(
        new EndedRuns(
            PurgeChildren.cronJobName(policy),
            Map.of(Api.RETENTION_POLICY, policy.name()),
            PurgeContainer.NAME,
            jobs,
            pods));
  }

  /**
   * The newest that ended.
   *
   * @param before the one that the status shows, of which the Job may be gone
   */
  Optional<Run> newest(Optional<Run> before) {
    return runs.after(before.map(Run::job), before.map(Run::time))
        .map(PurgeRuns::run)
        .or(() -> before);
  }

  private static Run run(Ended ended) {
    return ended
        .left()
        .flatMap(left -> PurgeMessage.read(left.getMessage()))
        .map(message -> message.run(ended.time(), ended.job()))
        .orElseGet(() -> silent(ended));
  }

  private static Run silent(Ended ended) {
    RunOutcome outcome = outcome(ended);
    return new Run(
        ended.time(),
        ended.job(),
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        words(outcome, ended));
  }

  private static RunOutcome outcome(Ended ended) {
    if (ended.isLate()) {
      return RunOutcome.DeadlineExceeded;
    }
    return switch (ended.code()) {
      case WRONG -> RunOutcome.PlanWrong;
      case UNREACHABLE -> RunOutcome.Unreachable;
      default -> RunOutcome.Failed;
    };
  }

  private static String words(RunOutcome outcome, Ended ended) {
    return switch (outcome) {
      case PlanWrong -> "the plan does not fit the database; the pod's log names the field";
      case Unreachable -> "the database was not reached, or not any more; the pod's log says why";
      default -> ended.silence();
    };
  }

  /** The newest that is known of; what could not be read leaves what was known before. */
  static Optional<Run> newest(Fact<PurgeRuns> seen, Optional<Run> before) {
    return switch (seen) {
      case Fact.Known<PurgeRuns>(PurgeRuns runs) -> runs.newest(before);
      case Fact.Unreachable<PurgeRuns> _ -> before;
    };
  }
}

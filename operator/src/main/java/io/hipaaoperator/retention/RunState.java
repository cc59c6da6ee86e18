package io.hipaaoperator.retention;

import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.objects.EndingState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether what is due goes: what the newest run says, and whether one was missed. Computed from
 * values only.
 *
 * @param reason one word that stays the same
 * @param verdict with a sentence for people
 */
public record RunState(String reason, Verdict verdict) {
  /** That of a policy of no tables, which has no runs. */
  static final RunState NO_TABLE =
      new RunState("Enforced", Verdict.compliant("no table is declared"));

  /**
   * The state of a policy's runs.
   *
   * @param planHash of the plan as it is now
   * @param last the newest run that ended
   * @param due when one should have ended by now, if any should
   * @param halt why no run is begun, whatever the policy says
   */
  static RunState of(
      RetentionPolicySpec spec,
      String planHash,
      Optional<Run> last,
      Optional<Instant> due,
      Optional<Halt> halt) {
    if (spec.runsNothing()) {
      return violated("Suspended", "spec.suspend: no run is begun, and nothing is deleted");
    }
    if (halt.isPresent()) {
      return violated(halt.get().reason(), halt.get().why());
    }
    if (spec.deletesNothing()) {
      return violated(
          "DryRun", "spec.dryRun: runs only count, and nothing is deleted" + failed(last));
    }
    if (!spec.approvedHash().equals(Optional.of(planHash))) {
      return violated(
          "NotApproved",
          "nothing is deleted until spec.approval.planHash is that of status.planHash"
              + failed(last));
    }
    return due.filter(time -> last.filter(run -> !ended(run).isBefore(time)).isEmpty())
        .map(time -> violated("RunMissed", "no run ended since the one of " + time + " was due"))
        .or(() -> last.map(run -> of(run, planHash)))
        .orElseGet(() -> unknown("NeverRun", "no run of the purge has ended yet"));
  }

  /** Who looks why nothing is deleted wants to know that not even the count came to its end. */
  private static String failed(Optional<Run> last) {
    return last.filter(run -> run.outcome() != RunOutcome.Purged)
        .filter(run -> run.outcome() != RunOutcome.DryRun)
        .map(
            run ->
                "; the run of %s ended as %s: %s".formatted(run.time(), run.outcome(), said(run)))
        .orElse("");
  }

  private static String said(Run run) {
    return Objects.requireNonNullElse(run.message(), "nothing was said");
  }

  /** The same of a policy that also says something of objects; the worse of both counts. */
  RunState and(EndingState objects) {
    Verdict both = Verdict.worst(List.of(verdict, objects.verdict()));
    return equals(NO_TABLE)
        ? new RunState(objects.reason(), objects.verdict())
        : new RunState(isAs(both) ? reason : objects.reason(), both);
  }

  private boolean isAs(Verdict other) {
    return verdict.getClass() == other.getClass();
  }

  private static Instant ended(Run run) {
    return Instant.parse(run.time());
  }

  private static RunState of(Run run, String planHash) {
    return switch (run.outcome()) {
      case Purged -> purged(run, planHash);
      case DryRun -> unknown("NotRunYet", "no run of the approved plan has ended yet");
      case Refused, Busy, PlanWrong, Unreachable, DeadlineExceeded, Failed ->
          violated(
              "Run" + run.outcome().name(), "the run of %s: %s".formatted(run.time(), said(run)));
    };
  }

  private static RunState purged(Run run, String planHash) {
    if (!planHash.equals(run.planHash())) {
      return unknown("NotRunYet", "no run of the approved plan has ended yet");
    }
    if (run.remaining() == null || run.held() == null || run.purged() == null) {
      return unknown("ResultIncomplete", "the run of " + run.time() + " left no counts");
    }
    String counts =
        "the run of %s deleted %d rows; %d are under legal hold%s"
            .formatted(run.time(), run.purged(), run.held(), resurrected(run));
    return run.remaining() == 0
        ? new RunState("Enforced", Verdict.compliant(counts))
        : violated("RowsRemain", counts + "; " + run.remaining() + " are left for the next run");
  }

  /** That deleted rows were back; nothing where none were. */
  static String resurrected(Run run) {
    return run.resurrected() == null || run.resurrected() == 0
        ? ""
        : "; %d rows that had been deleted were back, and %s of them went again"
            .formatted(run.resurrected(), Objects.toString(run.repurged(), "an unknown number"));
  }

  private static RunState violated(String reason, String why) {
    return new RunState(reason, Verdict.violated(why));
  }

  private static RunState unknown(String reason, String why) {
    return new RunState(reason, Verdict.undetermined(why));
  }
}

package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.api.RetentionPolicyStatus.RuleState;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.api.RetentionPolicyStatus.RunOutcome;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.external.ExternalConditions;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.kube.Announcement;
import io.hipaaoperator.status.DriftHistory;
import io.hipaaoperator.status.Judgements;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes the status out of what was seen. Pure: an unchanged world gives an equal status. */
final class RetentionStatus {
  private static final String ENFORCED = "RetentionEnforced";

  private RetentionStatus() {}

  static RetentionPolicyStatus of(RetentionPolicy resource) {
    return Objects.requireNonNullElse(resource.getStatus(), RetentionPolicyStatus.NONE);
  }

  /**
   * The status after a pass.
   *
   * @param before the status so far
   * @param pass what was seen and done
   * @param now when
   */
  static RetentionPolicyStatus next(
      RetentionPolicyStatus before, RetentionPass pass, DriftHistory history, Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    var conditions = new ExternalConditions(pass.external(), history);
    return new RetentionPolicyStatus(
        pass.external().generation(),
        conditions.summary(),
        conditions.all(List.of(enforced(pass, conditions)), before.conditions(), time),
        Judgements.of(pass.external().results(), before.controls(), time),
        pass.plan().map(PlanDocument::hash).orElse(null),
        pass.plan().map(PlanDocument::version).orElse(before.plan()),
        pass.schedule().map(PurgeSchedule::scheduled).orElse(null),
        pass.schedule().flatMap(it -> it.next(now)).map(Instant::toString).orElse(null),
        pass.last().orElse(null),
        pass.objects(),
        pass.external().children().present(),
        applied(before, pass),
        history.line(),
        history.total() == 0 ? null : history.total(),
        history.newest());
  }

  /** While it is not known what is declared, what held before counts. */
  private static Map<String, String> applied(RetentionPolicyStatus before, RetentionPass pass) {
    return pass.external().obstacle().filter(it -> it.kind() == Obstacle.Kind.UNKNOWN).isPresent()
        ? before.applied()
        : pass.external().settings().applied();
  }

  private static Condition enforced(RetentionPass pass, ExternalConditions conditions) {
    return switch (pass.runs()) {
      case Fact.Known<RunState>(RunState(String reason, Verdict verdict)) ->
          conditions.condition(
              ENFORCED, status(verdict), reason, String.join("; ", verdict.evidence()));
      case Fact.Unreachable<RunState>(String why, _) ->
          conditions.condition(ENFORCED, "Unknown", "NotDetermined", why);
    };
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Compliant _ -> "True";
      case Verdict.Violated _ -> "False";
      case Verdict.Undetermined _ -> "Unknown";
    };
  }

  /** That rules of a policy that is gone stay, and go on ending objects. */
  static List<Announcement> retained(RetentionPolicyStatus last) {
    return last.objects().stream()
        .filter(it -> it.state() != RuleState.Resting)
        .map(
            it ->
                Announcement.warning(
                    "LifecycleRuleRetained",
                    "rule %s stays in bucket %s".formatted(it.rule(), it.bucket())))
        .toList();
  }

  /** That a run ended. */
  static List<Announcement> news(RetentionPolicyStatus before, RetentionPass pass) {
    return pass
        .last()
        .filter(run -> before.lastRun() == null || !run.job().equals(before.lastRun().job()))
        .map(RetentionStatus::ended)
        .stream()
        .toList();
  }

  private static Announcement ended(Run run) {
    String words =
        "%s: %s".formatted(run.job(), Optional.ofNullable(run.message()).orElse(counts(run)));
    return run.outcome() == RunOutcome.Purged || run.outcome() == RunOutcome.DryRun
        ? Announcement.normal("Purge" + run.outcome(), words)
        : Announcement.warning("Purge" + run.outcome(), words);
  }

  private static String counts(Run run) {
    return "%s rows deleted, %s held, %s remaining%s"
        .formatted(run.purged(), run.held(), run.remaining(), RunState.resurrected(run));
  }
}

package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.PhiWorkloadStatus.ControlStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a policy: never anything from a row.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Compliant, Drifted, RetentionEnforced and, while they hold, Reconciling
 *     and Stalled
 * @param controls the verdict on each control
 * @param planHash what an approval names
 * @param plan which version of the spec the plan is of
 * @param scheduled since when runs are scheduled as they are
 * @param nextRun when the next run begins
 * @param lastRun how the newest run that ended went
 * @param objects how the objects of buckets end
 * @param inventory objects made for this policy
 * @param applied digest of each lifecycle rule that was seen to hold
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RetentionPolicyStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (what runs the purge is as declared), Compliant (the controls pass), Drifted,"
                + " RetentionEnforced (the newest run deleted what was due, and the lifecycle rules"
                + " are in force), and, while they hold, Reconciling and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The verdict on each control.") @Nullable List<ControlStatus> controls,
    @JsonPropertyDescription(
            "Hash of the plan: what would be deleted, from which database. spec.approval.planHash"
                + " agrees to it.")
        @Nullable String planHash,
    @JsonPropertyDescription("Which version of the spec the plan is of.") @Nullable Plan plan,
    @JsonPropertyDescription("Since when runs are scheduled as they are; absent while none is.")
        @Nullable Scheduled scheduled,
    @JsonPropertyDescription("When the next run begins; absent while none is scheduled.")
        @Nullable String nextRun,
    @JsonPropertyDescription("How the newest run that ended went.") @Nullable Run lastRun,
    @JsonPropertyDescription("How the objects of buckets end.") @Nullable List<ObjectRule> objects,
    @JsonPropertyDescription("Objects made for this policy.") @Nullable List<Child> inventory,
    @JsonPropertyDescription("Digest of each lifecycle rule that was seen to hold.")
        @Nullable Map<String, String> applied,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift)
    implements ExternalStatus {

  /** Nothing seen yet. */
  public static final RetentionPolicyStatus NONE =
      new RetentionPolicyStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

  public RetentionPolicyStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    controls = controls == null ? List.of() : List.copyOf(controls);
    objects = objects == null ? List.of() : List.copyOf(objects);
    inventory = inventory == null ? List.of() : List.copyOf(inventory);
    applied = applied == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(applied));
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

  /** Never null. */
  @Override
  public List<Condition> conditions() {
    return conditions == null ? List.of() : conditions;
  }

  /** Never null. */
  @Override
  public List<ControlStatus> controls() {
    return controls == null ? List.of() : controls;
  }

  /** Never null. */
  @Override
  public List<Child> inventory() {
    return inventory == null ? List.of() : inventory;
  }

  /** Never null. */
  @Override
  public Map<String, String> applied() {
    return applied == null ? Map.of() : applied;
  }

  /** Never null. */
  @Override
  public List<ObjectRule> objects() {
    return objects == null ? List.of() : objects;
  }

  /** Never null. */
  @Override
  public List<DriftStatus> drift() {
    return drift == null ? List.of() : drift;
  }

  /**
   * Which version of the spec a plan is of: it stays the same while only what is not in the plan
   * changes, above all its approval.
   *
   * @param specHash digest of what is in the plan
   * @param generation of the spec that had it first
   */
  public record Plan(
      @JsonPropertyDescription("SHA-256 of what is declared and the plan is made of.")
          String specHash,
      @JsonPropertyDescription("Generation of the spec that had it first.") long generation) {}

  /**
   * Since when runs are scheduled as they are: none is missed that was due before.
   *
   * @param schedule when
   * @param timeZone in which time zone
   * @param since since when
   */
  public record Scheduled(
      @JsonPropertyDescription("When, as cron has it.") String schedule,
      @JsonPropertyDescription("In which time zone.") String timeZone,
      @JsonPropertyDescription("Since when.") String since) {}

  /**
   * How the objects of a bucket end.
   *
   * @param bucket its name
   * @param prefix what their keys begin with
   * @param days after how many days, as declared
   * @param rule id of the lifecycle rule
   * @param state what is known of the rule
   * @param message why it is not as declared
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ObjectRule(
      @JsonPropertyDescription("Name of the bucket.") String bucket,
      @JsonPropertyDescription("What the keys of the objects begin with.") String prefix,
      @JsonPropertyDescription(
              "After how many days objects end, and versions after they were overwritten or"
                  + " deleted, once the plan is approved.")
          int days,
      @JsonPropertyDescription("Id of the lifecycle rule.") String rule,
      @JsonPropertyDescription("What is known of the rule.") RuleState state,
      @JsonPropertyDescription("Why it is not as declared.") @Nullable String message) {}

  /** What is known of a lifecycle rule. */
  public enum RuleState {
    /** It is in force as declared. */
    Enforced,
    /** It ends nothing, since the policy does not let it. */
    Resting,
    /** It is not as declared, or another one ends objects earlier. */
    Deviating,
    /** It could not be read. */
    Unread
  }

  /**
   * How a run went.
   *
   * @param time when it ended
   * @param job the Job's name
   * @param outcome how
   * @param planHash hash of the plan that it had; absent where it told none
   * @param purged rows that are gone
   * @param held rows that were due, but under legal hold
   * @param remaining rows that were due, not held, and are still there
   * @param resurrected rows that have a receipt of their deletion and were there all the same
   * @param repurged how many of them are gone anew
   * @param receipt digest over its last entries of the log
   * @param message why it did not do all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      @JsonPropertyDescription("When it ended.") String time,
      @JsonPropertyDescription("Name of the Job.") String job,
      @JsonPropertyDescription("How it ended.") RunOutcome outcome,
      @JsonPropertyDescription("Hash of the plan that it had; absent where it told none.")
          @Nullable String planHash,
      @JsonPropertyDescription("Rows that are gone.") @Nullable Long purged,
      @JsonPropertyDescription("Rows that were due, but under legal hold.") @Nullable Long held,
      @JsonPropertyDescription("Rows that were due, not held, and are still there.")
          @Nullable Long remaining,
      @JsonPropertyDescription(
              "Rows that were due and have a receipt of an earlier deletion: they came back, as"
                  + " after a restore.")
          @Nullable Long resurrected,
      @JsonPropertyDescription("How many of these are gone anew.") @Nullable Long repurged,
      @JsonPropertyDescription("Digest over its last entries of the log.") @Nullable String receipt,
      @JsonPropertyDescription("Why it did not do all.") @Nullable String message) {}

  /** How a run ended. */
  public enum RunOutcome {
    /** All that was due and not held is gone, up to the rows of a run. */
    Purged,
    /** Nothing was to be deleted; what would be was counted. */
    DryRun,
    /** A guard stopped it before any row went. */
    Refused,
    /** Others stood in the way; what is gone has its receipts. */
    Busy,
    /** The plan does not fit the database; nothing was deleted. */
    PlanWrong,
    /** The database could not be reached, or not any more. */
    Unreachable,
    /** It took too long, or its pod could not be started. */
    DeadlineExceeded,
    /** It failed midway, or ended without a result; what is gone has its receipts. */
    Failed
  }
}

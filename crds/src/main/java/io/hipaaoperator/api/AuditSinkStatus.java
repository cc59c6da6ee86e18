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
 * What was seen of a log group.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Compliant, Drifted and, while they hold, Reconciling and Stalled
 * @param controls the verdict on each control
 * @param logGroup the log group's name
 * @param arn the log group's ARN
 * @param region where it is
 * @param kept how it is kept
 * @param proof the last test of whether events arrive and are masked
 * @param review by what it is reviewed
 * @param archive the bucket beside it
 * @param writers what AWS said of the roles that write to it
 * @param workloads how many PhiWorkloads name the sink
 * @param inventory objects made for this sink
 * @param applied digest of each setting that was seen to hold
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditSinkStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (the log group is as declared), Compliant (the controls pass), Drifted,"
                + " LogsProven (the last proof), WritersBounded (what the roles of spec.writers may do), and, while they hold, RetentionHeld and"
                + " ArchiveHeld (it is longer than declared), Reconciling and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The verdict on each control.") @Nullable List<ControlStatus> controls,
    @JsonPropertyDescription(
            "The log group's name. Where it was found by spec.logGroup.discover it stays the one.")
        @Nullable String logGroup,
    @JsonPropertyDescription("The log group's ARN.") @Nullable String arn,
    @JsonPropertyDescription("Region it is in.") @Nullable String region,
    @JsonPropertyDescription("How it is kept, as AWS says.") @Nullable Kept kept,
    @JsonPropertyDescription(
            "The last test of whether events arrive and are masked; none in Observe mode.")
        @Nullable Proof proof,
    @JsonPropertyDescription("By what it is reviewed, as AWS has it.")
        @Nullable ReviewStatus review,
    @JsonPropertyDescription("The archive, as AWS says.") @Nullable ArchiveStatus archive,
    @JsonPropertyDescription("What AWS said of each role of spec.writers.")
        @Nullable List<WriterStatus> writers,
    @JsonPropertyDescription(
            "How many PhiWorkloads named the sink when it was looked at last; absent for none.")
        @Nullable Integer workloads,
    @JsonPropertyDescription("Objects made for this sink.") @Nullable List<Child> inventory,
    @JsonPropertyDescription("Digest of each setting that was seen to hold.")
        @Nullable Map<String, String> applied,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift)
    implements ExternalStatus {

  /** Nothing seen yet. */
  public static final AuditSinkStatus NONE =
      new AuditSinkStatus(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null);

  public AuditSinkStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    controls = controls == null ? List.of() : List.copyOf(controls);
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
  public List<WriterStatus> writers() {
    return writers == null ? List.of() : writers;
  }

  /** By what it is reviewed; never null. */
  public ReviewStatus reviewed() {
    return review == null ? ReviewStatus.NONE : review;
  }

  /** Never null. */
  @Override
  public Map<String, String> applied() {
    return applied == null ? Map.of() : applied;
  }

  /** Never null. */
  @Override
  public List<DriftStatus> drift() {
    return drift == null ? List.of() : drift;
  }

  /**
   * How a log group is kept.
   *
   * @param retention how long events are, for example {@code 2192 days} or {@code for ever}
   * @param key ARN of the KMS key; absent where CloudWatch has its own
   * @param deletionProtection whether nobody may delete it
   * @param created when it was made: one of the same name that was made at another time is another
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Kept(
      @JsonPropertyDescription("How long events are, for example 2192 days or for ever.")
          String retention,
      @JsonPropertyDescription("ARN of the KMS key; absent where CloudWatch has its own.")
          @Nullable String key,
      @JsonPropertyDescription("Whether nobody may delete it.") boolean deletionProtection,
      @JsonPropertyDescription(
              "When it was made. One of the same name that was made at another time is another"
                  + " one.")
          @Nullable String created) {}

  /**
   * A test of whether events arrive: one of the operator's own was written, and found again.
   *
   * @param time when it was concluded; absent before the first was
   * @param result what was concluded
   * @param message what was seen
   * @param masked whether a number in the event came back masked; absent where that was not tried
   * @param sent when the event was written that is looked for; absent while none is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Proof(
      @JsonPropertyDescription("When it was concluded; absent before the first was.")
          @Nullable String time,
      @JsonPropertyDescription("What was concluded.") ProofResult result,
      @JsonPropertyDescription("What was seen.") String message,
      @JsonPropertyDescription(
              "Whether a number in the event came back masked; absent where that was not tried.")
          @Nullable Boolean masked,
      @JsonPropertyDescription(
              "When the event was written that is looked for; absent while none is.")
          @Nullable String sent) {

    /** The same while an event is looked for that was written then. */
    public Proof awaiting(String since) {
      return new Proof(time, result, message, masked, since);
    }
  }

  /** What a test of whether events arrive came to. */
  public enum ProofResult {
    /** Found again, and masked where that was tried. */
    Proven,
    /** Not found in time. */
    NotFound,
    /** Found as it was written, though masking is declared. */
    NotMasked,
    /** It could not be tried. */
    NotDetermined,
    /** None was concluded yet. */
    Pending
  }
}

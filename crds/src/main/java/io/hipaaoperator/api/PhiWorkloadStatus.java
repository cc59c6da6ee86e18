package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Compliant, Drifted and, while they hold, Reconciling and Stalled
 * @param controls the verdict on each control
 * @param inventory objects made for this workload
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 * @param secrets what is known of the Secrets that the spec declares
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PhiWorkloadStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (converged), Compliant (the controls pass), Drifted, and, while they hold,"
                + " Reconciling and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("The verdict on each control.") @Nullable List<ControlStatus> controls,
    @JsonPropertyDescription("Objects made for this workload.") @Nullable List<Child> inventory,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift,
    @JsonPropertyDescription("The Secrets that the spec declares; nothing of their values.")
        @Nullable List<SecretStatus> secrets) {

  /** Nothing seen yet. */
  public static final PhiWorkloadStatus NONE =
      new PhiWorkloadStatus(null, null, null, null, null, null, null, null, null);

  public PhiWorkloadStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    controls = controls == null ? List.of() : List.copyOf(controls);
    inventory = inventory == null ? List.of() : List.copyOf(inventory);
    drift = drift == null ? List.of() : List.copyOf(drift);
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
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
  public List<DriftStatus> drift() {
    return drift == null ? List.of() : drift;
  }

  /** Never null. */
  @Override
  public List<SecretStatus> secrets() {
    return secrets == null ? List.of() : secrets;
  }

  /**
   * An object that the operator made.
   *
   * @param apiVersion for example networking.k8s.io/v1
   * @param kind for example NetworkPolicy
   * @param namespace its namespace; absent where that is the owner's, or it is in none
   * @param name its name
   * @param uid by which it is known again, whoever edits it; absent while it is not there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Child(
      @JsonPropertyDescription("For example networking.k8s.io/v1.") String apiVersion,
      @JsonPropertyDescription("For example NetworkPolicy.") String kind,
      @JsonPropertyDescription("Its namespace; absent where that is the owner's, or it is in none.")
          @Nullable String namespace,
      @JsonPropertyDescription("Its name.") String name,
      @JsonPropertyDescription(
              "By which it is known again, whoever edits it; absent while it is not there.")
          @Nullable String uid) {

    /** A child in its owner's namespace. */
    public static Child beside(HasMetadata object) {
      return of(object, null);
    }

    /** A child of an owner that is in no namespace. */
    public static Child below(HasMetadata object) {
      return of(object, object.getMetadata().getNamespace());
    }

    private static Child of(HasMetadata object, @Nullable String namespace) {
      var metadata = object.getMetadata();
      return new Child(
          object.getApiVersion(),
          object.getKind(),
          namespace,
          metadata.getName(),
          metadata.getUid());
    }

    /** Whether it is, or was, an object of this kind and name. */
    public boolean isOf(HasMetadata object) {
      return kind.equals(object.getKind())
          && name.equals(object.getMetadata().getName())
          && (namespace == null || namespace.equals(object.getMetadata().getNamespace()));
    }
  }

  /**
   * The verdict on one control.
   *
   * @param id number in the checklist, for example A25
   * @param title the checklist's words
   * @param citation the rule of 45 CFR it rests on
   * @param verdict Compliant, Violated or Undetermined
   * @param evidence what the verdict rests on; capped
   * @param since when this verdict was first reached
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ControlStatus(
      @JsonPropertyDescription("Number in the checklist, for example A25.") String id,
      @JsonPropertyDescription("The checklist's words.") String title,
      @JsonPropertyDescription("The rule of 45 CFR it rests on.") String citation,
      @JsonPropertyDescription("Compliant, Violated or Undetermined.") String verdict,
      @JsonPropertyDescription(
              "What the verdict rests on, at most five sentences and how many more there are.")
          List<String> evidence,
      @JsonPropertyDescription("When this verdict was first reached.") String since) {

    public ControlStatus {
      evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
  }

  /**
   * One difference between what was applied and what was there.
   *
   * @param kind kind of the object
   * @param name its name
   * @param path field path, empty for the whole object
   * @param type Changed, Removed, Added or Deleted
   * @param expected value that was applied, redacted where secret
   * @param found value that was there, redacted where secret
   * @param manager field manager that wrote it, a name the client chose, no proof of identity
   * @param time when that manager last wrote, as the API server recorded it
   * @param weakens whether it opened something
   * @param action Reverting (noted before the repair), Reverted, Reported, or Gone (by itself or
   *     overtaken)
   * @param observed when the operator saw it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DriftStatus(
      @JsonPropertyDescription("Kind of the object.") String kind,
      @JsonPropertyDescription("Its name.") String name,
      @JsonPropertyDescription("Field path; absent for the whole object.") @Nullable String path,
      @JsonPropertyDescription("Changed, Removed, Added or Deleted.") String type,
      @JsonPropertyDescription("Value that was applied, redacted where secret.")
          @Nullable String expected,
      @JsonPropertyDescription("Value that was there, redacted where secret.")
          @Nullable String found,
      @JsonPropertyDescription(
              "Field manager that wrote it: a name the client chose, no proof of identity.")
          @Nullable String manager,
      @JsonPropertyDescription("When that manager last wrote, as the API server recorded it.")
          @Nullable String time,
      @JsonPropertyDescription("Whether it opened something.") boolean weakens,
      @JsonPropertyDescription(
              "Reverting (noted before the repair), Reverted, Reported, or Gone (by itself or"
                  + " overtaken).")
          String action,
      @JsonPropertyDescription("When the operator saw it.") String observed) {

    /** The same drift, after something else was done about it. */
    public DriftStatus withAction(String done) {
      return new DriftStatus(
          kind, name, path, type, expected, found, manager, time, weakens, done, observed);
    }
  }
}

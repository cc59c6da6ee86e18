package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.api.PhiWorkloadStatus.DriftStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a hold: never a value of its subjects.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Compliant, Drifted, HoldInForce and, while they hold, Reconciling and
 *     Stalled
 * @param digest SHA-256 of what is to be held, or released
 * @param databases how it is in each database
 * @param buckets how it is in each bucket
 * @param inventory objects made for this hold
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LegalHoldStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (what lays the hold is as declared), Compliant (control A12 judges holds),"
                + " Drifted, HoldInForce (every database has committed all rows of this generation,"
                + " and every version in the buckets is held), and, while they hold, Reconciling"
                + " and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription(
            "SHA-256 of what is to be held, or of its release. Who knows the subjects can confirm"
                + " them by it, nobody can read them from it.")
        @Nullable String digest,
    @JsonPropertyDescription("How the hold is in each database.")
        @Nullable List<DatabaseHold> databases,
    @JsonPropertyDescription("How the hold is in each bucket.") @Nullable List<BucketHold> buckets,
    @JsonPropertyDescription("Objects made for this hold.") @Nullable List<Child> inventory,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift)
    implements ExternalStatus {

  /** Nothing seen yet. */
  public static final LegalHoldStatus NONE =
      new LegalHoldStatus(null, null, null, null, null, null, null, null, null, null);

  public LegalHoldStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    databases = databases == null ? List.of() : List.copyOf(databases);
    buckets = buckets == null ? List.of() : List.copyOf(buckets);
    inventory = inventory == null ? List.of() : List.copyOf(inventory);
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

  /** Never null. */
  @Override
  public List<Condition> conditions() {
    return conditions == null ? List.of() : conditions;
  }

  /** Never null. */
  @Override
  public List<DatabaseHold> databases() {
    return databases == null ? List.of() : databases;
  }

  /** Never null. */
  @Override
  public List<BucketHold> buckets() {
    return buckets == null ? List.of() : buckets;
  }

  /** Never null. */
  @Override
  public List<Child> inventory() {
    return inventory == null ? List.of() : inventory;
  }

  /** Nothing but objects is made for a hold. */
  @JsonIgnore
  @Override
  public Map<String, String> applied() {
    return Map.of();
  }

  /** Never null. */
  @Override
  public List<DriftStatus> drift() {
    return drift == null ? List.of() : drift;
  }

  /** Where a hold is, and how it is there. */
  public sealed interface HeldPlace {
    /** Name of the database or bucket. */
    String name();

    /** What is known of the hold there. */
    HoldState state();

    /** Why it is not as declared. */
    @Nullable String message();
  }

  /**
   * How a hold is in a bucket: never a key.
   *
   * @param name that of the bucket
   * @param state what is known
   * @param generation generation of the spec by which all versions were held
   * @param time when a look at all versions ended that found them held, or held them
   * @param versions how many there were
   * @param digest of what is held there
   * @param message why it is not as declared
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BucketHold(
      @JsonPropertyDescription("Name of the bucket.") String name,
      @JsonPropertyDescription("What is known of the hold there.") HoldState state,
      @JsonPropertyDescription("Generation of the spec by which all versions were held.")
          @Nullable Long generation,
      @JsonPropertyDescription(
              "When a look at all versions ended that found each held, or put the hold on it.")
          @Nullable String time,
      @JsonPropertyDescription("How many versions there were.") @Nullable Long versions,
      @JsonPropertyDescription("SHA-256 of what is held there.") @Nullable String digest,
      @JsonPropertyDescription("Why it is not as declared.") @Nullable String message)
      implements HeldPlace {}

  /**
   * How a hold is in a database.
   *
   * @param name that of the PhiDatabase
   * @param state what is known
   * @param generation generation of the spec whose rows the database has committed
   * @param time when they were last seen committed, by the clock of the database
   * @param rows how many there are
   * @param digest of what the database has committed
   * @param job name of the newest run's Job
   * @param message why it is not as declared
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DatabaseHold(
      @JsonPropertyDescription("Name of the PhiDatabase.") String name,
      @JsonPropertyDescription("What is known of the hold there.") HoldState state,
      @JsonPropertyDescription("Generation of the spec whose rows the database has committed.")
          @Nullable Long generation,
      @JsonPropertyDescription("When they were last seen committed, by the clock of the database.")
          @Nullable String time,
      @JsonPropertyDescription("How many rows there are.") @Nullable Long rows,
      @JsonPropertyDescription("SHA-256 of what the database has committed.")
          @Nullable String digest,
      @JsonPropertyDescription("Name of the newest run's Job.") @Nullable String job,
      @JsonPropertyDescription("Why it is not as declared.") @Nullable String message)
      implements HeldPlace {}

  /** What is known of a hold in a database or bucket. */
  public enum HoldState {
    /** The database has committed the rows, or all versions are held, as was seen last. */
    Acknowledged,
    /** All was held, and nobody could look since whether it still is. */
    Unverified,
    /** No run of what is declared has ended yet, and no look at all versions. */
    Pending,
    /** A run ended without all rows, or a look at all versions without a hold on each. */
    Failed,
    /** The database has committed the release. */
    Released
  }
}

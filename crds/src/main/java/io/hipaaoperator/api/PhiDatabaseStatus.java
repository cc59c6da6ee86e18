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
 * What was seen of what publishes a database's ledger: never anything from a row.
 *
 * @param observedGeneration generation of the spec that this status speaks of
 * @param summary one line for people
 * @param conditions Ready, Drifted, with a ledger LedgerPublished, and, while they hold,
 *     Reconciling and Stalled
 * @param ledger how the ledger is
 * @param inventory objects made for this database
 * @param lastDrift one line on the newest drift
 * @param driftTotal how many drifts were ever found
 * @param drift the newest ones, newest first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PhiDatabaseStatus(
    @JsonPropertyDescription("Generation of the spec that this status speaks of.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("One line for people.") @Nullable String summary,
    @JsonPropertyDescription(
            "Ready (what publishes the ledger is as declared), Drifted, LedgerPublished (the newest"
                + " run published the ledger, and none is overdue; only with spec.ledger), and,"
                + " while they hold, Reconciling and Stalled.")
        @Nullable List<Condition> conditions,
    @JsonPropertyDescription("How the ledger is; absent without spec.ledger.")
        @Nullable LedgerStatus ledger,
    @JsonPropertyDescription("Objects made for this database.") @Nullable List<Child> inventory,
    @JsonPropertyDescription("One line on the newest drift.") @Nullable String lastDrift,
    @JsonPropertyDescription("How many drifts were ever found.") @Nullable Integer driftTotal,
    @JsonPropertyDescription("The newest drifts, newest first, at most 20.")
        @Nullable List<DriftStatus> drift)
    implements ExternalStatus {

  /** Nothing seen yet. */
  public static final PhiDatabaseStatus NONE =
      new PhiDatabaseStatus(null, null, null, null, null, null, null, null);

  public PhiDatabaseStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
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
  public List<Child> inventory() {
    return inventory == null ? List.of() : inventory;
  }

  /** Nothing but objects is made for a database. */
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

  /**
   * How a ledger is.
   *
   * @param lastRun how the newest run that ended went
   * @param checkpoint the newest that any run published
   * @param refusedSince when the first run ended that found that database and log don't belong
   *     together, where none published since
   * @param restored when the newest run ended after which the database may be another than before
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LedgerStatus(
      @JsonPropertyDescription("How the newest run that ended went.") @Nullable LedgerRun lastRun,
      @JsonPropertyDescription(
              "What the newest checkpoint signs that a run published. It stays when later runs"
                  + " fail, and a log that does not continue it is told of.")
          @Nullable LedgerCheckpoint checkpoint,
      @JsonPropertyDescription(
              "When the first run ended that was refused or forked, where none published since. As"
                  + " long as it is there no purge of the database is begun.")
          @Nullable String refusedSince,
      @JsonPropertyDescription(
              "When the newest run ended that gave a restored database back its log, or published"
                  + " after one that was refused. Holds that were last seen before have to be seen"
                  + " anew before anything is purged.")
          @Nullable String restored) {

    /** Nothing known yet. */
    public static final LedgerStatus NONE = new LedgerStatus(null, null, null, null);

    /**
     * The same after another run.
     *
     * @param run how it went
     * @param checkpoint the newest that any run published
     * @param isRestored whether it gave the database back what it had forgotten
     */
    public LedgerStatus after(
        LedgerRun run, @Nullable LedgerCheckpoint checkpoint, boolean isRestored) {
      return switch (run.outcome()) {
        case Published ->
            new LedgerStatus(
                run, checkpoint, null, isRestored || refusedSince != null ? run.time() : restored);
        case Refused, Forked ->
            new LedgerStatus(
                run, checkpoint, refusedSince == null ? run.time() : refusedSince, restored);
        default -> new LedgerStatus(run, checkpoint, refusedSince, restored);
      };
    }
  }

  /**
   * How a run went.
   *
   * @param time when it ended
   * @param job the Job's name
   * @param outcome how
   * @param place digest of which database it read, and where it published; absent where it told
   *     none
   * @param added entries that it gave a place in the log
   * @param checkpoints checkpoints that it published
   * @param message why it did not publish
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LedgerRun(
      @JsonPropertyDescription("When it ended.") String time,
      @JsonPropertyDescription("Name of the Job.") String job,
      @JsonPropertyDescription("How it ended.") LedgerOutcome outcome,
      @JsonPropertyDescription(
              "SHA-256 of which database it read and where it published; absent where it told none.")
          @Nullable String place,
      @JsonPropertyDescription("Entries that it gave a place in the log.") @Nullable Long added,
      @JsonPropertyDescription("Checkpoints that it published.") @Nullable Long checkpoints,
      @JsonPropertyDescription("Why it did not publish.") @Nullable String message) {}

  /**
   * What a published checkpoint signs.
   *
   * @param time when the run ended that told of it
   * @param place digest of which database, and where it is published
   * @param origin name of the log
   * @param key the key that verifies it, as a line of a key file
   * @param size how many entries it covers
   * @param root root hash over them, in base64
   */
  public record LedgerCheckpoint(
      @JsonPropertyDescription("When the run ended that told of it.") String time,
      @JsonPropertyDescription("SHA-256 of which database, and where it is published.")
          String place,
      @JsonPropertyDescription("Name of the log.") String origin,
      @JsonPropertyDescription(
              "The public key that verifies it, as hipaa ledger verify --key reads it from a file.")
          String key,
      @JsonPropertyDescription("How many entries it covers.") long size,
      @JsonPropertyDescription("Root hash over them, in base64.") String root) {}

  /** How a run ended. */
  public enum LedgerOutcome {
    /** All receipts that it saw are in the log, signed and published. */
    Published,
    /** Database, signatures and what is published don't belong together; nothing was signed. */
    Refused,
    /** What it published does not continue what an earlier run published there. */
    Forked,
    /** The input is wrong, or the database refuses. */
    Invalid,
    /** The database, KMS or the bucket could not be reached or refused; the next run goes on. */
    Unreachable,
    /** Another run was at it. */
    Busy,
    /** It took too long, or its pod could not be started. */
    DeadlineExceeded,
    /** It ended without a result. */
    Failed
  }
}

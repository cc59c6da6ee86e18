package io.hipaaoperator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a purge is too much, and too long.
 *
 * @param batchRows most rows of a transaction
 * @param rowsPerRun most rows of a run
 * @param sharePercent most rows of a table that may be due
 * @param lockTimeoutSeconds longest wait for a lock
 * @param statementTimeoutSeconds longest statement of a batch
 * @param scanTimeoutSeconds longest statement that looks through a table
 * @param runTimeoutSeconds longest run
 * @param checkpointTimeoutSeconds longest wait for the ledger; null where a purge does not wait
 */
@ValidationRule(
    value =
        "!has(self.checkpointTimeoutSeconds) || self.checkpointTimeoutSeconds <"
            + " (has(self.runTimeoutSeconds) ? self.runTimeoutSeconds : 3600)",
    message = "checkpointTimeoutSeconds must be shorter than runTimeoutSeconds (default 3600)",
    fieldPath = ".checkpointTimeoutSeconds")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurgeLimits(
    @Min(1) @Max(10000) @JsonPropertyDescription("Most rows of a transaction. Default 1000.")
        @Nullable Integer batchRows,
    @Min(1)
        @Max(5000000)
        @JsonPropertyDescription("Most rows of a run; the next run does the rest. Default 100000.")
        @Nullable Integer rowsPerRun,
    @Min(1)
        @Max(100)
        @JsonPropertyDescription(
            "Most rows of a table that may be due, in percent. More is taken for an error, and"
                + " nothing is deleted. Default 5.")
        @Nullable Integer sharePercent,
    @Min(1) @Max(600) @JsonPropertyDescription("Longest wait for a lock, in seconds. Default 2.")
        @Nullable Integer lockTimeoutSeconds,
    @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Longest statement of a batch, in seconds. Default 60.")
        @Nullable Integer statementTimeoutSeconds,
    @Min(1)
        @Max(21600)
        @JsonPropertyDescription(
            "Longest statement that looks through a table, in seconds. Default 600.")
        @Nullable Integer scanTimeoutSeconds,
    @Min(60)
        @Max(86400)
        @JsonPropertyDescription(
            "Longest run, in seconds: then it is stopped, and what is gone has its receipts."
                + " Default 3600.")
        @Nullable Integer runTimeoutSeconds,
    @Min(1)
        @Max(21600)
        @JsonPropertyDescription(
            "Nothing is deleted before the database's ledger has published what is going to be, and"
                + " nothing at all where that takes longer than this, in seconds. It should be"
                + " longer than the pause between two runs of the ledger. Absent: a purge does not"
                + " wait.")
        @Nullable Integer checkpointTimeoutSeconds) {
  /** Nothing was declared. */
  static final PurgeLimits DEFAULT =
      new PurgeLimits(null, null, null, null, null, null, null, null);

  private static final int BATCH = 1_000;
  private static final int RUN = 100_000;
  private static final int SHARE = 5;
  private static final int LOCK = 2;
  private static final int STATEMENT = 60;
  private static final int SCAN = 600;
  private static final int HOUR = 3_600;

  /** With the default. */
  @Override
  public Integer batchRows() {
    return batchRows == null ? BATCH : batchRows;
  }

  /** With the default. */
  @Override
  public Integer rowsPerRun() {
    return rowsPerRun == null ? RUN : rowsPerRun;
  }

  /** With the default. */
  @Override
  public Integer sharePercent() {
    return sharePercent == null ? SHARE : sharePercent;
  }

  /** With the default. */
  @Override
  public Integer lockTimeoutSeconds() {
    return lockTimeoutSeconds == null ? LOCK : lockTimeoutSeconds;
  }

  /** With the default. */
  @Override
  public Integer statementTimeoutSeconds() {
    return statementTimeoutSeconds == null ? STATEMENT : statementTimeoutSeconds;
  }

  /** With the default. */
  @Override
  public Integer scanTimeoutSeconds() {
    return scanTimeoutSeconds == null ? SCAN : scanTimeoutSeconds;
  }

  /** Whether a purge waits for the ledger. */
  public Optional<Integer> checkpointTimeout() {
    return Optional.ofNullable(checkpointTimeoutSeconds);
  }

  /** With the default. */
  @Override
  public Integer runTimeoutSeconds() {
    return runTimeoutSeconds == null ? HOUR : runTimeoutSeconds;
  }
}

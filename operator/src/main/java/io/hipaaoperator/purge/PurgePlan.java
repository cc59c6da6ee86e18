package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a purge deletes, and what stops it. Nothing else decides but the database itself.
 *
 * @param policy on whose behalf
 * @param hash SHA-256 of the plan without its approval, and of where it is to run
 * @param targets what is deleted, in this order
 * @param limits what is too much
 * @param schema where the legal holds and the outbox are
 * @param zone of timestamps and dates that say none
 * @param notAfter no record younger than this is touched, however short its period
 * @param privileged whether a role may run it that could do more than a purge needs
 * @param dryRun whether nothing is to be deleted
 * @param approvedHash the hash a person agreed to
 */
public record PurgePlan(
    Policy policy,
    String hash,
    List<Target> targets,
    Limits limits,
    Identifier schema,
    ZoneId zone,
    Optional<Instant> notAfter,
    boolean privileged,
    boolean dryRun,
    Optional<String> approvedHash) {

  /**
   * Which version of which policy.
   *
   * @param specHash SHA-256 of its spec in hexadecimal
   */
  public record Policy(String uid, long generation, String specHash) {}

  /**
   * What is too much, and too long.
   *
   * @param batchRows most rows of a transaction
   * @param rowsPerRun most rows of a run
   * @param share of a table's rows that may be due; more is taken for an error
   * @param lock longest wait for a lock
   * @param statement longest statement of a batch
   * @param scan longest statement that looks through a table
   * @param attempts how often a batch is tried that others stand in the way of
   * @param checkpoint longest wait for the ledger to publish the manifest, without which nothing is
   *     deleted; empty where it is not waited for
   */
  public record Limits(
      int batchRows,
      long rowsPerRun,
      double share,
      Duration lock,
      Duration statement,
      Duration scan,
      int attempts,
      Optional<Duration> checkpoint) {}

  /** Whether nothing is deleted: as told, or since nobody agreed to exactly this plan. */
  public boolean isDry() {
    return dryRun || !approvedHash.equals(Optional.of(hash));
  }
}

package io.hipaaoperator.ledger;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the log says: who did what to which record, under which policy. No PHI: a record
 * is named by its keyed digest alone, and every text has a form that holds no free words.
 *
 * @param seq place in the log; the first is 0, and none is left out
 * @param time when it was done
 * @param actor who did it, such as {@code system:serviceaccount:clinic:purge}
 * @param policy the policy it was done under; null for a heartbeat, which is under none
 * @param action what was done
 * @param run the run it belongs to
 * @param table the table or other target, as the policy names it
 * @param digest keyed digest of the record's id, or of the hold's; see {@link RecordDigests}
 * @param rows how many rows, where the entry is about several
 * @param cutoff rows older than this, where the entry is about several
 */
public record Event(
    long seq,
    Instant time,
    String actor,
    @Nullable PolicyVersion policy,
    Action action,
    String run,
    @Nullable String table,
    @Nullable String digest,
    @Nullable Long rows,
    @Nullable Instant cutoff) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@=+-]{1,255}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** What was done. */
  public enum Action {
    /** What a run is going to delete: committed before the first row goes. */
    MANIFEST,
    /** One record was deleted. */
    DELETE,
    /** What a run has deleted. */
    RESULT,
    /** A legal hold was laid on a record. */
    HOLD,
    /** A legal hold was released. */
    RELEASE,
    /** A deleted record was found again, for example after a restore. */
    RESURRECTION,
    /** Nothing was done; the log is alive. */
    HEARTBEAT
  }

  /**
   * Which policy, and how it read.
   *
   * @param uid UID of the policy's object
   * @param generation its generation
   * @param specHash SHA-256 of its spec in hexadecimal
   */
  public record PolicyVersion(String uid, long generation, String specHash) {
    /** Checks the form. */
    public PolicyVersion {
      requireForm("policy.uid", uid, NAME);
      requireLeast("policy.generation", generation, 1);
      requireForm("policy.specHash", specHash, DIGEST);
    }
  }

  /** Whether a text has the form of names in the log, such as that of an actor. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Checks the form.
   *
   * @throws Malformed naming the field
   */
  public Event {
    requireLeast("seq", seq, 0);
    requireForm("actor", actor, NAME);
    requireForm("run", run, NAME);
    requireForm("table", table, NAME);
    requireForm("digest", digest, DIGEST);
    requireLeast("rows", rows, 0);
    requireParts(action, policy, table, digest, rows);
  }

  private static void requireParts(
      Action action,
      @Nullable PolicyVersion policy,
      @Nullable String table,
      @Nullable String digest,
      @Nullable Long rows) {
    if (action != Action.HEARTBEAT) {
      requirePresent(action, "policy", policy);
    }
    switch (action) {
      case DELETE, RESURRECTION -> {
        requirePresent(action, "table", table);
        requirePresent(action, "digest", digest);
      }
      case MANIFEST, RESULT -> {
        requirePresent(action, "table", table);
        requirePresent(action, "rows", rows);
      }
      case HOLD, RELEASE -> requirePresent(action, "digest", digest);
      case HEARTBEAT -> {}
    }
  }

  private static void requirePresent(Action action, String field, @Nullable Object value) {
    if (value == null) {
      throw new Malformed(field + ": missing, " + action + " needs it");
    }
  }

  private static void requireForm(String field, @Nullable String value, Pattern form) {
    if (value != null && !form.matcher(value).matches()) {
      throw new Malformed(field + ": not of the form " + form);
    }
  }

  private static void requireLeast(String field, @Nullable Long value, long least) {
    if (value != null && value < least) {
      throw new Malformed(field + ": less than " + least);
    }
  }
}

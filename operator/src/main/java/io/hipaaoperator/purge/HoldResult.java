package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.postgres.Login;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run for a hold ended: counts and digests, no value of a subject.
 *
 * @param outcome how
 * @param planHash hash of the plan and of where it was run; null where the database was not asked
 * @param seen what the database has; null where that is not known
 * @param changed rows that this run laid or released
 * @param message why it did not do all
 */
public record HoldResult(
    Outcome outcome,
    @Nullable String planHash,
    @Nullable Seen seen,
    int changed,
    @Nullable String message) {

  /** How a run ended. */
  public enum Outcome {
    /** The database has committed all rows of the plan. */
    HELD,
    /** The database has committed that nothing of the hold is in force. */
    RELEASED,
    /** Others stood in the way; the next run does it. */
    BUSY,
    /** Something of the plan can't be held, or the database refuses; what fits is held. */
    INVALID,
    /** There was no connection, or there is none any more. */
    UNREACHABLE
  }

  /**
   * What the database has committed of a hold.
   *
   * @param rows subjects of the plan that are in force
   * @param others rows in force under its name that the plan does not have
   * @param time when it was seen, by the clock of the database
   */
  record Seen(long rows, long others, Instant time) {}

  /** Of a run that failed: what it knows is why. */
  public static HoldResult failed(Outcome outcome, @Nullable String message) {
    return new HoldResult(outcome, null, null, 0, message);
  }

  /** The same, of this database and schema. */
  public HoldResult of(Login login, String schema) {
    String hash =
        planHash == null
            ? null
            : RunHash.of(planHash, login.host(), login.port(), login.database(), schema);
    return new HoldResult(outcome, hash, seen, changed, message);
  }

  /** One line of JSON. What is not known is left out. */
  public String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("outcome", outcome.name());
    if (planHash != null) {
      line.put("planHash", planHash);
    }
    if (seen != null) {
      line.put("rows", seen.rows()).put("others", seen.others()).put("changed", changed);
      line.put("time", seen.time().toString());
    }
    if (message != null) {
      line.put("message", message);
    }
    return line.toString();
  }
}

package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: what a person or the operator reads.
 *
 * @param outcome how
 * @param planHash hash of the plan, which a person may agree to
 * @param run its id, which its receipts carry; null where none was begun
 * @param targets what became of each
 * @param receipt digest over the run's last entries; null where there are none
 * @param message why it did not do all
 */
public record PurgeResult(
    Outcome outcome,
    String planHash,
    @Nullable String run,
    List<TargetResult> targets,
    @Nullable String receipt,
    @Nullable String message) {

  /** How a run ended. */
  public enum Outcome {
    /** All that was due and not held is gone, up to the plan's rows per run. */
    PURGED,
    /** Nothing was to be deleted; what would be is counted. */
    DRY_RUN,
    /** A guard stopped it before any row went. */
    REFUSED,
    /** Others stood in the way; what is gone has its receipts, the next run does the rest. */
    BUSY,
    /** The plan is wrong, or the database does not fit it or refuses. */
    INVALID,
    /** There was no connection, or none any more; what is gone has its receipts. */
    UNREACHABLE
  }

  /**
   * What became of a target.
   *
   * @param table its first table
   * @param cutoff what is older was due
   * @param rows all at the start
   * @param undated rows without a date
   * @param held due, but under legal hold, at the end
   * @param purged rows that are gone
   * @param purgedBelow rows of tables below that are gone
   * @param remaining due and not held, but still there
   */
  public record TargetResult(
      String table,
      Instant cutoff,
      long rows,
      long undated,
      long held,
      long purged,
      long purgedBelow,
      long remaining) {}

  /** Of a run that failed: what it knows is why. */
  public static PurgeResult failed(Outcome outcome, PurgePlan plan, @Nullable String message) {
    return new PurgeResult(outcome, plan.hash(), null, List.of(), null, message);
  }

  /** One line of JSON. */
  public String json() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("outcome", outcome.name()).put("planHash", planHash);
    if (run != null) {
      line.put("run", run);
    }
    line.put("purged", sum(it -> it.purged() + it.purgedBelow()));
    line.put("held", sum(TargetResult::held)).put("remaining", sum(TargetResult::remaining));
    line.put("undated", sum(TargetResult::undated));
    if (receipt != null) {
      line.put("receipt", receipt);
    }
    if (message != null) {
      line.put("message", message);
    }
    var list = line.putArray("targets");
    targets.forEach(target -> put(list.addObject(), target));
    return line.toString();
  }

  private long sum(ToLongFunction<TargetResult> number) {
    return targets.stream().mapToLong(number).sum();
  }

  private static void put(ObjectNode line, TargetResult target) {
    line.put("table", target.table()).put("cutoff", target.cutoff().toString());
    line.put("rows", target.rows()).put("undated", target.undated()).put("held", target.held());
    line.put("purged", target.purged()).put("purgedBelow", target.purgedBelow());
    line.put("remaining", target.remaining());
  }
}

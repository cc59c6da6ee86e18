package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: what a person or the operator reads.
 *
 * @param outcome how
 * @param planHash hash of the plan, which a person may agree to; null where the database was not
 *     asked
 * @param run its id, which its receipts carry; null where none was begun
 * @param targets what became of each
 * @param resurrected deleted rows that were found again; null where none was looked for
 * @param receipt digest over the run's last entries; null where there are none
 * @param message why it did not do all
 */
public record PurgeResult(
    Outcome outcome,
    @Nullable String planHash,
    @Nullable String run,
    List<TargetResult> targets,
    @Nullable Resurrected resurrected,
    @Nullable String receipt,
    @Nullable String message) {
  private static final int LONGEST_MESSAGE = 256;

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
    /** There was no connection, or none any more, before any row went. */
    UNREACHABLE,
    /** It failed after it had begun; what is gone has its receipts, the next run does the rest. */
    FAILED
  }

  /**
   * What became of a target.
   *
   * @param table its first table
   * @param cutoff what is older was due
   * @param rows all at the start
   * @param undated rows without a date; null where that is not known
   * @param held due, but under legal hold, at the end; null where that is not known
   * @param purged rows that are gone
   * @param purgedBelow rows of tables below that are gone
   * @param remaining due and not held, but still there; null where that is not known
   */
  public record TargetResult(
      String table,
      Instant cutoff,
      long rows,
      @Nullable Long undated,
      @Nullable Long held,
      long purged,
      long purgedBelow,
      @Nullable Long remaining) {

    /** Of a target whose rows were not looked at again. */
    static TargetResult of(Work work, long purged, long below) {
      String table = work.sql().target().root().table().toString();
      Instant cutoff = work.sql().cutoff().instant();
      return new TargetResult(table, cutoff, work.survey().rows(), null, null, purged, below, null);
    }

    /** The same, with what there is. */
    TargetResult with(Survey now) {
      return new TargetResult(
          table, cutoff, rows, now.undated(), now.held(), purged, purgedBelow, now.candidates());
    }
  }

  /**
   * Rows that have a receipt of their deletion and were there all the same, as after a restore.
   *
   * @param found how many were, due for deletion, held or not
   * @param purged how many of them this run deleted anew; null where that is not known
   */
  public record Resurrected(long found, @Nullable Long purged) {}

  /** Of a run that failed: what it knows is why. */
  public static PurgeResult failed(Outcome outcome, @Nullable String message) {
    return new PurgeResult(outcome, null, null, List.of(), null, null, message);
  }

  /** One line of JSON. What is not known is left out. */
  public String json() {
    return line().toString();
  }

  /**
   * The same for who takes no more than so many bytes: without targets, and with the beginning of
   * the message alone, where all of it would be cut off somewhere.
   */
  public String json(int most) {
    ObjectNode line = line();
    if (bytes(line) > most) {
      line.remove("targets");
    }
    if (message != null && bytes(line) > most) {
      line.put("message", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }
    return line.toString();
  }

  private static int bytes(ObjectNode line) {
    return line.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private ObjectNode line() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("outcome", outcome.name());
    if (planHash != null) {
      line.put("planHash", planHash);
    }
    if (run != null) {
      line.put("run", run);
    }
    line.put(purged(), sum(it -> it.purged() + it.purgedBelow()));
    put(line, "held", TargetResult::held);
    put(line, "remaining", TargetResult::remaining);
    put(line, "undated", TargetResult::undated);
    if (resurrected != null) {
      put(line, "resurrected", resurrected.found());
      put(line, "repurged", resurrected.purged());
    }
    if (receipt != null) {
      line.put("receipt", receipt);
    }
    if (message != null) {
      line.put("message", message);
    }
    var list = line.putArray("targets");
    targets.forEach(target -> put(list.addObject(), target));
    return line;
  }

  /** Without a receipt a last batch may be gone whose commit was not answered. */
  private String purged() {
    return run != null && receipt == null ? "purgedAtLeast" : "purged";
  }

  private long sum(ToLongFunction<TargetResult> number) {
    return targets.stream().mapToLong(number).sum();
  }

  private void put(ObjectNode line, String field, Function<TargetResult, @Nullable Long> number) {
    List<@Nullable Long> numbers = new ArrayList<>();
    targets.forEach(target -> numbers.add(number.apply(target)));
    if (!numbers.isEmpty() && !numbers.contains(null)) {
      line.put(field, numbers.stream().mapToLong(Objects::requireNonNull).sum());
    }
  }

  private void put(ObjectNode line, TargetResult target) {
    line.put("table", target.table()).put("cutoff", target.cutoff().toString());
    line.put("rows", target.rows());
    put(line, "undated", target.undated());
    put(line, "held", target.held());
    line.put(purged(), target.purged());
    line.put(purged().replace("purged", "purgedBelow"), target.purgedBelow());
    put(line, "remaining", target.remaining());
  }

  private static void put(ObjectNode line, String field, @Nullable Long number) {
    if (number != null) {
      line.put(field, number);
    }
  }
}

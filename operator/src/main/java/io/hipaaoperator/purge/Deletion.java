package io.hipaaoperator.purge;

import io.hipaaoperator.purge.Batches.Outcome;
import io.hipaaoperator.purge.PurgePlan.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works through the candidates of targets, batch by batch. Batches become smaller where a tree has
 * many rows or others stand in the way, and larger again after.
 */
final class Deletion {
  private static final long PAUSE_MILLIS = 200;

  private final Batches batches;
  private final Limits limits;
  private final Map<Node, Tally> gone = new LinkedHashMap<>();
  private final Deque<List<String>> waiting = new ArrayDeque<>();
  private long budget;
  private int size;
  private int failures;
  private List<String> begun = List.of();
  private boolean stopped;

  Deletion(Batches batches, Limits limits) {
    this.batches = batches;
    this.limits = limits;
    this.budget = limits.rowsPerRun();
    this.size = limits.batchRows();
  }

  /** Whether somebody who holds the legal holds made it end early. */
  boolean stopped() {
    return stopped;
  }

  Tally gone(Node node) {
    return gone.computeIfAbsent(node, _ -> new Tally());
  }

  /** Goes on with a target, unless it was stopped or as many rows are gone as may. */
  void run(Work work) {
    waiting.clear();
    begun = List.of();
    boolean more = true;
    while (budget > 0 && !stopped && (more || !waiting.isEmpty())) {
      if (more && waiting.size() < size) {
        List<List<String>> next = work.candidates().next();
        waiting.addAll(next);
        more = !next.isEmpty();
      } else {
        step(work.sql());
      }
    }
  }

  private void step(TargetSql sql) {
    int most = (int) Math.min(limits.batchRows(), budget);
    List<List<String>> batch =
        new ArrayList<>(waiting.stream().limit(Math.min(size, most)).toList());
    switch (batches.delete(sql, batch, most)) {
      case Outcome.Deleted deleted -> done(deleted, batch.size());
      case Outcome.TooLarge _ -> smaller(sql, batch, most);
      case Outcome.Busy(boolean holds) -> later(holds, batch.size());
    }
  }

  /**
   * Rows that go in one piece. A record of more goes in several pieces, so it may be begun; a
   * record of less is not begun where the run has no rows left for all of it.
   */
  private long unit() {
    return Math.min(limits.batchRows(), limits.rowsPerRun());
  }

  private void done(Outcome.Deleted deleted, int roots) {
    count(deleted);
    for (int i = 0; i < roots; i++) {
      waiting.removeFirst();
    }
    failures = 0;
    size = Math.min(limits.batchRows(), deleted.rows() * 2 <= limits.batchRows() ? size * 2 : size);
  }

  private void count(Outcome.Deleted deleted) {
    deleted.digests().forEach((node, digests) -> gone(node).add(digests));
    budget -= deleted.rows();
  }

  private void smaller(TargetSql sql, List<List<String>> batch, int most) {
    if (batch.size() > 1) {
      size = Math.max(1, batch.size() / 2);
      return;
    }
    if (most < unit() && !batch.getFirst().equals(begun)) {
      budget = 0;
      return;
    }
    begun = batch.getFirst();
    switch (batches.deleteBelow(sql, batch.getFirst(), most)) {
      case Outcome.Deleted deleted when deleted.rows() > 0 -> count(deleted);
      case Outcome.Deleted _ -> waiting.removeFirst();
      case Outcome.TooLarge _ -> waiting.removeFirst();
      case Outcome.Busy(boolean holds) -> later(holds, 1);
    }
  }

  /** A row that stays locked is left to the next run; holds that stay locked end this one. */
  private void later(boolean holds, int roots) {
    failures++;
    if (failures < limits.attempts()) {
      pause();
    } else if (holds) {
      stopped = true;
    } else if (roots > 1) {
      size = Math.max(1, roots / 2);
    } else {
      waiting.removeFirst();
      failures = 0;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

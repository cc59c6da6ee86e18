package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Entry;
import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Malformed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts entries of the published log back to their place, each with its receipt. A receipt that was
 * waiting for its place when the backup was made is that of its entry, which got the same place
 * later; receipts that wait come in the order in which they got it.
 */
final class ForgottenReceipts {
  private final LedgerTables tables;
  private final long known;
  private final Deque<Receipt> waiting = new ArrayDeque<>();
  private long after;
  private boolean isMore = true;

  /**
   * Those from here on.
   *
   * @param known how many entries the database has
   */
  ForgottenReceipts(LedgerTables tables, long known) {
    this.tables = tables;
    this.known = known;
  }

  /** Entries from a place on; those the database has are passed over. */
  void take(long from, List<byte[]> stored) {
    int passed = (int) Math.min(stored.size(), Math.max(0, known - from));
    List<byte[]> lines = stored.subList(passed, stored.size());
    if (!lines.isEmpty()) {
      take(from + passed, lines, lines.stream().map(ForgottenReceipts::parsed).toList());
    }
  }

  private void take(long from, List<byte[]> lines, List<Entry> entries) {
    List<String> receipts = new ArrayList<>(entries.stream().map(this::waiting).toList());
    List<Integer> lost =
        IntStream.range(0, receipts.size())
            .filter(i -> receipts.get(i).isEmpty() && isReceipt(entries.get(i)))
            .boxed()
            .toList();
    List<Long> made =
        tables.lostReceipts().add(lost.stream().map(i -> entries.get(i).event()).toList());
    IntStream.range(0, lost.size())
        .forEach(i -> receipts.set(lost.get(i), String.valueOf(made.get(i))));
    tables.add(from, receipts, lines);
  }

  /** The number of the receipt that has been waiting for this place; empty where none has. */
  private String waiting(Entry entry) {
    if (waiting.isEmpty() && isMore) {
      List<Receipt> page = tables.waiting(after);
      waiting.addAll(page);
      isMore = !page.isEmpty();
      after = isMore ? page.getLast().id() : after;
    }
    return !waiting.isEmpty() && waiting.getFirst().is(entry)
        ? String.valueOf(waiting.removeFirst().id())
        : "";
  }

  private static boolean isReceipt(Entry entry) {
    return entry.event().action() != Action.HEARTBEAT;
  }

  private static Entry parsed(byte[] stored) {
    try {
      return Entry.parse(stored);
    } catch (Malformed e) {
      throw new LogConflict("an entry that is published is none: " + e.getMessage());
    }
  }
}

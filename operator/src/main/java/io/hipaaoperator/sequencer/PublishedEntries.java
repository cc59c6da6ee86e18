package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.EntryBundle;
import io.hipaaoperator.ledger.Malformed;
import java.util.List;

/** Entries of a log as they are published, of which one bundle is kept at a time. */
final class PublishedEntries {
  private final LogStore store;
  private final long size;
  private List<byte[]> bundle = List.of();
  private long index = -1;

  /**
   * Those up to a checkpoint.
   *
   * @param size how many it covers: its last bundle was published before it
   */
  PublishedEntries(LogStore store, long size) {
    this.store = store;
    this.size = size;
  }

  /**
   * The stored bytes of an entry.
   *
   * @throws LogConflict when its bundle is missing or none
   */
  byte[] entry(long seq) {
    long wanted = seq / EntryBundle.WIDTH;
    if (wanted != index) {
      bundle = bundle(wanted);
      index = wanted;
    }
    return bundle.get((int) (seq % EntryBundle.WIDTH));
  }

  private List<byte[]> bundle(long wanted) {
    int width = (int) Math.min(EntryBundle.WIDTH, size - wanted * EntryBundle.WIDTH);
    String path = Publication.BUNDLES + EntryBundle.path(wanted, width);
    byte[] stored = store.read(path).orElseThrow(() -> new LogConflict(path + " is not published"));
    try {
      List<byte[]> entries = EntryBundle.read(stored);
      if (entries.size() == width) {
        return entries;
      }
      throw new LogConflict(path + " holds " + entries.size() + " entries");
    } catch (Malformed e) {
      throw new LogConflict(path + ": " + e.getMessage());
    }
  }
}

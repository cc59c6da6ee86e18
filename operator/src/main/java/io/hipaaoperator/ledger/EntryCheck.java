package io.hipaaoperator.ledger;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether each entry can be read, and none is left out. */
final class EntryCheck implements Check {
  private static final String ENTRIES = "entries";
  private static final String SEQUENCE = "sequence";

  private long count;
  private long unreadable;
  private long misplaced;
  private @Nullable String firstUnreadable;
  private @Nullable String firstMisplaced;

  /** The entry that these bytes are, or null when they are none. */
  @Nullable Entry read(long index, byte[] stored) {
    try {
      return Entry.parse(stored);
    } catch (Malformed e) {
      unreadable++;
      firstUnreadable =
          firstUnreadable != null ? firstUnreadable : "entry " + index + ": " + e.getMessage();
      return null;
    }
  }

  @Override
  public void entry(long index, Hash leaf, @Nullable Entry entry, Frontier before) {
    count++;
    if (entry != null && entry.event().seq() != index && misplaced++ == 0) {
      firstMisplaced = "entry %d has seq %d".formatted(index, entry.event().seq());
    }
  }

  @Override
  public Stream<Finding> findings() {
    return Stream.of(entries(), sequence());
  }

  private Finding entries() {
    if (firstUnreadable != null) {
      return Finding.fail(ENTRIES, firstUnreadable + others(unreadable));
    }
    return count == 0
        ? Finding.unknown(ENTRIES, "there is none")
        : Finding.pass(ENTRIES, count + " can be read");
  }

  private Finding sequence() {
    if (firstMisplaced != null) {
      return Finding.fail(SEQUENCE, firstMisplaced + others(misplaced));
    }
    if (count == 0 || unreadable > 0) {
      return Finding.unknown(SEQUENCE, "not every entry can be read, or there is none");
    }
    return Finding.pass(SEQUENCE, "0 to " + (count - 1) + " without a gap");
  }

  private static String others(long all) {
    return all == 1 ? "" : ", and %d more".formatted(all - 1);
  }
}

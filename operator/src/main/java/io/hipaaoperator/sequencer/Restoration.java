package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Claim;
import io.hipaaoperator.ledger.Frontier;
import io.hipaaoperator.ledger.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/**
 * Gives a database that was restored from a backup what it has forgotten of its log: entries with
 * their receipts, and checkpoints. What is published is believed so far as it is signed and goes on
 * from what the database has. All of it comes back, or nothing.
 */
final class Restoration {
  private static final int PAGE = 2048;

  private final LedgerTables tables;
  private final LogStore store;
  private final BiFunction<String, byte[], Claim> claims;

  Restoration(LedgerTables tables, LogStore store, BiFunction<String, byte[], Claim> claims) {
    this.tables = tables;
    this.store = store;
    this.claims = claims;
  }

  /**
   * Takes back all that was signed since.
   *
   * @param signed how far the database knows it
   * @param published how many entries are published, as it was acknowledged
   * @return how many entries there are more; none where another number is published
   * @throws LogConflict when what is published does not go on from it
   */
  long run(Head signed, long published) {
    List<String> forgotten = store.after(Publication.CHECKPOINTS, Publication.name(signed.size()));
    return forgotten.isEmpty() || Publication.size(forgotten.getLast()) != published
        ? 0
        : run(signed, forgotten, published);
  }

  private long run(Head signed, List<String> forgotten, long newest) {
    long known = tables.size();
    var published = new PublishedEntries(store, newest);
    Frontier tree = new Tail(tables, signed).grown(signed.size());
    requireSame(published, signed.size(), Math.min(known, newest));
    var receipts = new ForgottenReceipts(tables, known);
    forgotten.forEach(name -> take(name, published, tree, receipts));
    tables.commit();
    return Math.max(0, newest - known);
  }

  /** What had its place when the backup was made, and was signed only later. */
  private void requireSame(PublishedEntries published, long from, long to) {
    long[] seq = {from};
    tables.entries(
        from,
        to,
        stored -> {
          if (!Arrays.equals(stored, published.entry(seq[0]++))) {
            throw new LogConflict(
                "entry %d of the database is not the one that is published".formatted(seq[0] - 1));
          }
        });
  }

  private void take(
      String name, PublishedEntries published, Frontier tree, ForgottenReceipts receipts) {
    String path = Publication.CHECKPOINTS + "/" + name;
    byte[] note = store.read(path).orElseThrow(() -> new LogConflict(path + " is gone"));
    Claim claim = claims.apply(path, note);
    if (claim.head().size() != Publication.size(name)) {
      throw new LogConflict(path + " signs another size");
    }
    while (tree.size() < claim.head().size()) {
      grow(published, tree, claim.head().size(), receipts);
    }
    if (!tree.root().equals(claim.head().root())) {
      throw new LogConflict(
          path + " does not sign what is published and continues what the database has");
    }
    tables.keep(new Head(claim.head(), tree.hashes(), note));
  }

  private static void grow(
      PublishedEntries published, Frontier tree, long size, ForgottenReceipts receipts) {
    long from = tree.size();
    List<byte[]> page =
        LongStream.range(from, Math.min(size, from + PAGE)).mapToObj(published::entry).toList();
    page.forEach(stored -> tree.append(Hash.ofLeaf(stored)));
    receipts.take(from, page);
  }
}

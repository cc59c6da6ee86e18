package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Claim;
import io.hipaaoperator.ledger.EntryBundle;
import io.hipaaoperator.sequencer.LedgerTables.Signed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What others have of the log. Bundles of entries come first, then the checkpoints over them, the
 * latest last: who finds it finds all that it covers.
 */
final class Publication {
  private static final String LATEST = "checkpoint";
  static final String BUNDLES = "tile/entries/";
  static final String CHECKPOINTS = "checkpoints";
  private static final String RESTORED = "was it restored from a backup?";
  private static final Pattern NAME = Pattern.compile("[0-9]{12}");

  private final LedgerTables tables;
  private final LogStore store;
  private final BiFunction<String, byte[], Claim> claims;
  private final Function<Signed, Head> heads;

  /**
   * Publishes what these tables have.
   *
   * @param claims what a checkpoint of a name signs, or a {@link LogConflict}
   * @param heads how far a checkpoint that was kept is signed, or a {@link LogConflict}
   */
  Publication(
      LedgerTables tables,
      LogStore store,
      BiFunction<String, byte[], Claim> claims,
      Function<Signed, Head> heads) {
    this.tables = tables;
    this.store = store;
    this.claims = claims;
    this.heads = heads;
  }

  /**
   * The latest that is published.
   *
   * @throws LogConflict when the database does not have it, or another one
   */
  Head latest(Head signed) {
    Head latest =
        store
            .read(LATEST)
            .map(note -> claims.apply("the published checkpoint", note))
            .map(claim -> kept(claim, signed))
            .orElse(Head.NONE);
    requireKnown(latest, signed);
    return latest;
  }

  /**
   * A run that was killed published checkpoints before it could say which is the latest. A database
   * that was restored since knows none of them, and would sign others.
   */
  private void requireKnown(Head latest, Head signed) {
    store.after(CHECKPOINTS, name(latest.size())).stream()
        .filter(name -> !isKnown(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new LogConflict(
                  "%s/%s is published and none of the database's, which has signed %d entries: %s"
                      .formatted(CHECKPOINTS, name, signed.size(), asked(signed)));
            });
  }

  /** What a person has to say who knows that it was. */
  private String asked(Head signed) {
    List<String> more = store.after(CHECKPOINTS, name(signed.size()));
    return more.isEmpty()
        ? RESTORED
        : RESTORED
            + " Then acknowledge "
            + new Acknowledgement(signed.size(), size(more.getLast()));
  }

  private boolean isKnown(String name) {
    return NAME.matcher(name).matches()
        && tables
            .signed(Long.parseLong(name))
            .filter(
                kept ->
                    store
                        .read(CHECKPOINTS + "/" + name)
                        .filter(it -> Arrays.equals(it, kept.note()))
                        .isPresent())
            .isPresent();
  }

  private Head kept(Claim claim, Head signed) {
    long size = claim.head().size();
    if (size > signed.size()) {
      throw new LogConflict(
          "%d entries are published, of which the database has signed %d: %s"
              .formatted(size, signed.size(), asked(signed)));
    }
    return tables
        .signed(size)
        .map(heads)
        .filter(kept -> kept.tree().equals(claim.head()))
        .orElseThrow(
            () ->
                new LogConflict(
                    "the published checkpoint of %d entries is none of the database's"
                        .formatted(size)));
  }

  /** Publishes what was signed since; returns how many checkpoints that were. */
  int publish(Head published, Head now) {
    List<Long> sizes = tables.sizesAfter(published.size());
    if (sizes.isEmpty()) {
      tables.published();
      return 0;
    }
    requireSigned(published, now);
    bundles(published.bundle(), now.size());
    sizes.forEach(size -> store.publish(path(size), note(size)));
    store.replace(LATEST, now.note());
    tables.published();
    return sizes.size();
  }

  /** What is published stays: it is looked at once more before. */
  private void requireSigned(Head published, Head now) {
    if (!new Tail(tables, published).grown(now.size()).root().equals(now.tree().root())) {
      throw new LogConflict(
          "entries %d to %d in the database are not those that were signed"
              .formatted(published.size(), now.size() - 1));
    }
  }

  private void bundles(long from, long to) {
    List<byte[]> bundle = new ArrayList<>();
    long[] index = {from / EntryBundle.WIDTH};
    tables.entries(
        from,
        to,
        stored -> {
          bundle.add(stored);
          if (bundle.size() == EntryBundle.WIDTH) {
            publish(index[0]++, bundle);
            bundle.clear();
          }
        });
    if (!bundle.isEmpty()) {
      publish(index[0], bundle);
    }
  }

  private void publish(long index, List<byte[]> bundle) {
    store.publish(
        BUNDLES + EntryBundle.path(index, bundle.size()), EntryBundle.write(List.copyOf(bundle)));
  }

  private byte[] note(long size) {
    return tables.signed(size).orElseThrow().note();
  }

  private static String path(long size) {
    return CHECKPOINTS + "/" + name(size);
  }

  static String name(long size) {
    return "%012d".formatted(size);
  }

  /**
   * The size that the name of a checkpoint says.
   *
   * @throws LogConflict when it is no name of one
   */
  static long size(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new LogConflict(CHECKPOINTS + "/" + name + " is the name of no checkpoint");
    }
    return Long.parseLong(name);
  }
}

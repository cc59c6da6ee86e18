package io.hipaaoperator.ledger;

import io.hipaaoperator.ledger.Event.Action;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a record's deletion is in the tree that the newest checkpoint signs. */
final class RecordCheck implements Check {
  private static final int SHOWN = 12;

  private final String digest;
  private final String name;
  private final @Nullable Claim newest;
  private final @Nullable Claim trusted;
  private @Nullable Receipt last;

  /** What was last said of the record, and the proof that it was. */
  private record Receipt(long index, Hash leaf, Event event, @Nullable ProofCollector proof) {}

  RecordCheck(String digest, @Nullable Claim newest, @Nullable Claim trusted) {
    this.digest = digest;
    this.name = "record " + digest.substring(0, Math.min(SHOWN, digest.length()));
    this.newest = newest;
    this.trusted = trusted;
  }

  @Override
  public void entry(long index, Hash leaf, @Nullable Entry entry, Frontier before) {
    if (entry == null || !digest.equals(entry.event().digest())) {
      return;
    }
    switch (entry.event().action()) {
      case DELETE, RESURRECTION ->
          last = new Receipt(index, leaf, entry.event(), collector(index, before));
      case MANIFEST, RESULT, HOLD, RELEASE, HEARTBEAT -> {}
    }
  }

  private @Nullable ProofCollector collector(long index, Frontier before) {
    return newest == null || index >= newest.size()
        ? null
        : new ProofCollector(Proof.inclusion(index, newest.size()), before);
  }

  @Override
  public void node(Node node, Hash hash) {
    if (last != null && last.proof() != null) {
      last.proof().node(node, hash);
    }
  }

  @Override
  public Stream<Finding> findings() {
    return Stream.of(
        last == null ? Finding.fail(name, "no entry says that it was deleted") : of(last));
  }

  private Finding of(Receipt receipt) {
    if (receipt.event().action() == Action.RESURRECTION) {
      return Finding.fail(
          name, "entry %d found it again, and none deleted it since".formatted(receipt.index()));
    }
    if (newest == null || receipt.proof() == null) {
      return Finding.unknown(
          name,
          "entry %d says it was deleted, and no checkpoint covers it".formatted(receipt.index()));
    }
    return of(receipt, newest, receipt.proof().hashes());
  }

  private Finding of(Receipt receipt, Claim newest, Optional<List<Hash>> proof) {
    if (proof.isEmpty()) {
      return Finding.unknown(name, "the entries for a proof are missing");
    }
    if (!newest.head().includes(receipt.leaf(), receipt.index(), proof.get())) {
      return Finding.fail(
          name, "entry %d is not in the tree of %s".formatted(receipt.index(), newest.name()));
    }
    String found =
        "deleted at %s: entry %d is in %s, by a proof of %d hashes"
            .formatted(receipt.event().time(), receipt.index(), newest.name(), proof.get().size());
    return trusted != null && receipt.index() >= trusted.size()
        ? Finding.unknown(
            name,
            found
                + "; the trusted checkpoint is older, so the holder of the key could have written"
                + " it since")
        : Finding.pass(name, found);
  }
}

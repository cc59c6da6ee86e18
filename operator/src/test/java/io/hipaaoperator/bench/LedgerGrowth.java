package io.hipaaoperator.bench;

import io.hipaaoperator.ledger.Checkpoint;
import io.hipaaoperator.ledger.Ed25519Signer;
import io.hipaaoperator.ledger.Entry;
import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Event.PolicyVersion;
import io.hipaaoperator.ledger.Frontier;
import io.hipaaoperator.ledger.Hash;
import io.hipaaoperator.ledger.Note;
import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.ledger.TreeHead;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Grows a log of deletions with a signed checkpoint every 1,000 entries, writes it into a folder
 * that {@code hipaa ledger verify} reads, and prints how long the tree and its checkpoints took.
 */
public final class LedgerGrowth {
  private static final int ENTRIES = Integer.getInteger("entries", 1_000_000);
  private static final int STEP = Integer.getInteger("step", 1_000);
  private static final String ORIGIN = "hipaa-operator.io/bench";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final PolicyVersion POLICY =
      new PolicyVersion("6f1c0f3e-8a5b-4c53-9b1c-0d7d0f6a9b21", 1, "ab".repeat(32));

  private final Path folder;
  private final Ed25519Signer signer = Ed25519Signer.of(ORIGIN, new byte[32]);
  private final RecordDigests digests = new RecordDigests(new byte[32]);
  private final Frontier tree = new Frontier();
  private long nanos;

  private LedgerGrowth(Path folder) {
    this.folder = folder;
  }

  /** Takes the folder to write into. */
  public static void main(String[] arguments) throws IOException {
    new LedgerGrowth(Path.of(arguments[0])).run();
  }

  private void run() throws IOException {
    Files.createDirectories(folder.resolve("checkpoints"));
    Files.writeString(folder.resolve("key"), signer.key() + "\n");
    Files.write(folder.resolve("digest-key"), new byte[32]);
    Path lines = folder.resolve("entries.jsonl");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(lines))) {
      for (int seq = 0; seq < ENTRIES; seq++) {
        append(entry(seq), out);
      }
    }
    System.out.printf(
        "%,d entries, %,d checkpoints: tree, roots and signatures took %.1f s; %,d MB of entries%n",
        ENTRIES, ENTRIES / STEP, nanos / 1e9, Files.size(lines) / 1_000_000);
  }

  private byte[] entry(int seq) {
    String digest = digests.of("public.patients", List.of(Integer.toString(seq)));
    Instant time = START.plus(Duration.ofMillis(seq));
    return Entry.of(
            new Event(
                seq,
                time,
                "system:serviceaccount:clinic:purge",
                POLICY,
                Action.DELETE,
                "purge-29401560",
                "public.patients",
                digest,
                null,
                null))
        .bytes();
  }

  private void append(byte[] stored, OutputStream out) throws IOException {
    out.write(stored);
    out.write('\n');
    long start = System.nanoTime();
    tree.append(Hash.ofLeaf(stored));
    byte[] checkpoint = tree.size() % STEP == 0 ? checkpoint() : null;
    nanos += System.nanoTime() - start;
    if (checkpoint != null) {
      Files.write(folder.resolve("checkpoints/" + tree.size()), checkpoint);
    }
  }

  private byte[] checkpoint() {
    TreeHead head = new TreeHead(tree.size(), tree.root());
    return Note.sign(Checkpoint.of(ORIGIN, head).text(), signer).bytes();
  }
}

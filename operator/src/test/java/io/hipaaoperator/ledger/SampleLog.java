package io.hipaaoperator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Event.PolicyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A log of deletions, one a minute, with a checkpoint wherever it is asked for. */
public final class SampleLog {
  public static final String ORIGIN = "hipaa-operator.io/clinic";
  public static final byte[] DIGEST_KEY = "a key of thirty-two random bytes".getBytes(UTF_8);
  public static final String TABLE = "public.patients";
  public static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
  private static final PolicyVersion POLICY = new PolicyVersion("6f1c0f3e", 3, "ab".repeat(32));

  public final List<byte[]> entries = new ArrayList<>();
  public final SequencedMap<String, byte[]> checkpoints = new LinkedHashMap<>();
  private final Ed25519Signer signer;
  private final String origin;

  public SampleLog(int key, String origin) {
    this.signer = Ed25519Signer.of(ORIGIN, seed(key));
    this.origin = origin;
  }

  /** A log of {@code size} deletions with a checkpoint every {@code step}. */
  public static SampleLog of(int size, int step) {
    SampleLog log = new SampleLog(1, ORIGIN);
    for (int i = 0; i < size; i++) {
      log.append(deletion(i, i));
      if (log.entries.size() % step == 0) {
        log.publish();
      }
    }
    return log;
  }

  private static byte[] seed(int key) {
    byte[] seed = new byte[32];
    seed[0] = (byte) key;
    return seed;
  }

  public NoteKey key() {
    return signer.key();
  }

  public static String digest(long patient) {
    return new RecordDigests(DIGEST_KEY).of(TABLE, List.of(Long.toString(patient)));
  }

  public static byte[] deletion(long seq, long patient) {
    return entry(seq, Action.DELETE, digest(patient));
  }

  public static byte[] entry(long seq, Action action, String digest) {
    Instant time = START.plusSeconds(60 * seq);
    return Entry.of(
            new Event(seq, time, "purge", POLICY, action, "run-1", TABLE, digest, null, null))
        .bytes();
  }

  public void append(byte[] stored) {
    entries.add(stored);
  }

  /** Signs what there is; the name sorts after those before. */
  public void publish() {
    publish("%03d".formatted(checkpoints.size()));
  }

  public void publish(String name) {
    checkpoints.put(name, checkpoint(entries.size()));
  }

  /** A checkpoint of the first entries as they are now. */
  public byte[] checkpoint(int size) {
    return sign(new TreeHead(size, root(size)));
  }

  public byte[] sign(TreeHead head) {
    return Note.sign(Checkpoint.of(origin, head).text(), signer).bytes();
  }

  public Hash root(int size) {
    var frontier = new Frontier();
    entries.subList(0, size).forEach(stored -> frontier.append(Hash.ofLeaf(stored)));
    return frontier.root();
  }

  /** All checkpoints signed anew over the entries as they are now, as a holder of the key can. */
  public void signAllAnew() {
    checkpoints.replaceAll(
        (_, stored) -> {
          long size = Checkpoint.parse(Note.parse(stored).text()).head().size();
          return checkpoint((int) Math.min(size, entries.size()));
        });
  }
}

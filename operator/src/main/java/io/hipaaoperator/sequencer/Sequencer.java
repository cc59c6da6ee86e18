package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Checkpoint;
import io.hipaaoperator.ledger.Claim;
import io.hipaaoperator.ledger.Entry;
import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Frontier;
import io.hipaaoperator.ledger.Malformed;
import io.hipaaoperator.ledger.Note;
import io.hipaaoperator.ledger.NoteSigner;
import io.hipaaoperator.ledger.TreeHead;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Pooling;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One run of the log's writer. Each step is committed before the next begins, and a run that was
 * killed is gone on with by the next: receipts get their place; what the log has come to is signed,
 * over what was signed before; the signature is kept; then all of it is published.
 */
public final class Sequencer {
  private static final Duration ANSWER = Duration.ofMinutes(10);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "search_path", "pg_catalog",
          "timezone", "UTC",
          "statement_timeout", "9min",
          "idle_in_transaction_session_timeout", "60s",
          "default_transaction_isolation", "read committed",
          "synchronous_commit", "on",
          "jit", "off");

  private final Sessions sessions;
  private final Identifier schema;
  private final NoteSigner signer;
  private final LogStore store;
  private final Heartbeat heartbeat;
  private final Clock clock;

  /**
   * When a log that has nothing to say says so.
   *
   * @param actor in whose name
   * @param after how long after its newest entry
   */
  public record Heartbeat(String actor, Duration after) {}

  /**
   * The writer of a log.
   *
   * @param schema of the outbox and the log
   * @param signer whose name is the log's origin
   * @param store where it is published
   */
  public Sequencer(
      Sessions sessions,
      Identifier schema,
      NoteSigner signer,
      LogStore store,
      Heartbeat heartbeat,
      Clock clock) {
    this.sessions = sessions;
    this.schema = schema;
    this.signer = signer;
    this.store = store;
    this.heartbeat = heartbeat;
    this.clock = clock;
  }

  /**
   * What a run came to.
   *
   * @param added entries that it gave a place
   * @param size entries that are signed and published
   * @param root root hash over them, in base64
   * @param published checkpoints that it published
   * @param restored entries that the database had forgotten and was given back
   */
  public record Outcome(long added, long size, String root, int published, long restored) {}

  /**
   * Runs once; empty where another run is at it.
   *
   * @param restore that the database was restored from a backup, as a person acknowledges it; at
   *     any other numbers nothing is given back
   * @throws LogConflict when database, signatures and what is published don't belong together
   * @throws StoreFailure when it could not be published
   * @throws DatabaseFailure when the database could not be asked
   */
  public Optional<Outcome> run(Optional<Acknowledgement> restore) {
    try (Session session = open()) {
      refusePooling(session);
      var tables = new LedgerTables(session, schema);
      requireRights(tables);
      return tables.isAlone() ? Optional.of(run(tables, restore)) : Optional.empty();
    }
  }

  private Session open() {
    return sessions.open("hipaa ledger", ANSWER, SETTINGS);
  }

  /** Through one that is in transaction mode nobody is alone. */
  private void refusePooling(Session session) {
    try (Session other = open()) {
      if (Pooling.isBetween(session, other)) {
        throw DatabaseFailure.pooled();
      }
    }
    session.commit();
  }

  /** Before a restore is in need of it, which is no time to look for the database's owner. */
  private static void requireRights(LedgerTables tables) {
    if (!tables.lostReceipts().mayAdd()) {
      throw DatabaseFailure.refused(
          "the role lacks INSERT on purge_outbox, by which a restored database is given back its receipts; run what `hipaa ledger sql` prints again");
    }
  }

  private Outcome run(LedgerTables tables, Optional<Acknowledgement> restore) {
    long restored = restored(tables, restore);
    var publication = new Publication(tables, store, this::claim, this::head);
    Head before = signed(tables);
    Head published = publication.latest(before);
    long size = tables.size();
    if (size < before.size()) {
      throw new LogConflict(
          "%d entries are signed, the database has %d".formatted(before.size(), size));
    }
    long added = sequence(tables, size) + beat(tables);
    Head after = signed(tables, before);
    int checkpoints = publication.publish(published, after);
    return new Outcome(added, after.size(), after.tree().root().toString(), checkpoints, restored);
  }

  private long restored(LedgerTables tables, Optional<Acknowledgement> restore) {
    Head signed = signed(tables);
    return restore
        .filter(it -> it.signed() == signed.size())
        .map(it -> new Restoration(tables, store, this::claim).run(signed, it.published()))
        .orElse(0L);
  }

  private Head signed(LedgerTables tables) {
    return tables.signed().map(this::head).orElse(Head.NONE);
  }

  /** Receipts that come in meanwhile with a smaller number are the next run's. */
  private static long sequence(LedgerTables tables, long size) {
    long seq = size;
    long after = 0;
    for (List<Receipt> page = tables.waiting(after);
        !page.isEmpty();
        page = tables.waiting(after)) {
      long first = seq;
      tables.append(
          first,
          page.stream().map(receipt -> String.valueOf(receipt.id())).toList(),
          lines(page, first));
      seq += page.size();
      after = page.getLast().id();
    }
    return seq - size;
  }

  private static List<byte[]> lines(List<Receipt> page, long first) {
    return IntStream.range(0, page.size()).mapToObj(i -> page.get(i).entry(first + i)).toList();
  }

  private long beat(LedgerTables tables) {
    Instant now = clock.instant();
    boolean isDue =
        tables
            .last()
            .map(Sequencer::time)
            .map(last -> !last.plus(heartbeat.after()).isAfter(now))
            .orElse(true);
    if (!isDue) {
      return 0;
    }
    long seq = tables.size();
    String run = UUID.randomUUID().toString();
    Event alive =
        new Event(seq, now, heartbeat.actor(), null, Action.HEARTBEAT, run, null, null, null, null);
    tables.append(seq, List.of(""), List.of(Entry.of(alive).bytes()));
    return 1;
  }

  private static Instant time(byte[] newest) {
    try {
      return Entry.parse(newest).event().time();
    } catch (Malformed e) {
      throw new LogConflict("the newest entry of the database is none: " + e.getMessage());
    }
  }

  private Head signed(LedgerTables tables, Head before) {
    long size = tables.size();
    if (size == before.size()) {
      return before;
    }
    Frontier tree = new Tail(tables, before).grown(size);
    TreeHead head = new TreeHead(size, tree.root());
    byte[] note = Note.sign(Checkpoint.of(signer.key().name(), head).text(), signer).bytes();
    Head after = new Head(head, tree.hashes(), note);
    tables.sign(after);
    return after;
  }

  private Head head(LedgerTables.Signed kept) {
    Claim claim = claim("the checkpoint of %d entries".formatted(kept.size()), kept.note());
    if (claim.head().size() != kept.size()) {
      throw new LogConflict("the database keeps a checkpoint under another size than it signs");
    }
    return Head.kept(claim, kept.edge(), kept.note());
  }

  private Claim claim(String name, byte[] note) {
    try {
      return Claim.read(name, note, List.of(signer.key()), signer.key().name());
    } catch (Malformed e) {
      throw new LogConflict(name + " is not of this log and key: " + e.getMessage());
    }
  }
}

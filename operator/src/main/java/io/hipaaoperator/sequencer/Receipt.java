package io.hipaaoperator.sequencer;

import io.hipaaoperator.ledger.Entry;
import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Event.PolicyVersion;
import io.hipaaoperator.ledger.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the outbox, with what its run says of itself.
 *
 * @param id its number, in which no order of time is promised
 * @param actor empty where the run is not known
 */
record Receipt(
    long id,
    String at,
    String action,
    String run,
    String table,
    Optional<String> digest,
    Optional<Long> rows,
    Optional<String> cutoff,
    Optional<String> actor,
    String policyUid,
    long generation,
    String specHash) {

  /**
   * The entry at this place.
   *
   * @throws LogConflict when it can't be one: it is not left out, and nothing after it gets ahead
   */
  byte[] entry(long seq) {
    try {
      return Entry.of(event(seq)).bytes();
    } catch (Malformed | DateTimeException | IllegalArgumentException e) {
      throw new LogConflict("receipt %d of the outbox can't be an entry: %s".formatted(id, why(e)));
    }
  }

  /** Whether this entry says what it says, at whatever place. */
  boolean is(Entry entry) {
    try {
      return event(entry.event().seq()).equals(entry.event());
    } catch (LogConflict | Malformed | DateTimeException | IllegalArgumentException e) {
      return false;
    }
  }

  /** What is malformed is named by its field; other messages may quote what is there. */
  private static String why(RuntimeException e) {
    return e instanceof Malformed ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
  }

  private String noRun() {
    return "receipt %d of the outbox is of a run that is not known".formatted(id);
  }

  private Event event(long seq) {
    return new Event(
        seq,
        Instant.parse(at),
        actor.orElseThrow(() -> new LogConflict(noRun())),
        new PolicyVersion(policyUid, generation, specHash),
        Action.valueOf(action),
        run,
        table,
        digest.orElse(null),
        rows.orElse(null),
        cutoff.map(Instant::parse).orElse(null));
  }
}

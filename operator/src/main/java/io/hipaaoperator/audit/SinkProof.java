package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSinkStatus.Proof;
import io.hipaaoperator.api.AuditSinkStatus.ProofResult;
import io.hipaaoperator.api.HealthIdentifier;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Done;
import io.hipaaoperator.aws.LogEvents;
import io.hipaaoperator.aws.LogEvents.Event;
import io.hipaaoperator.aws.LogEvents.Span;
import io.hipaaoperator.aws.LogGroups;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a log group takes events and shows them again, masked where that is declared. AWS may
 * not show for a while what was written: the event of one pass is looked for in the next ones, and
 * nobody waits for it.
 */
record SinkProof(LogEvents events, DeclaredSink declared, Instant now) {
  /** Nothing was tried yet. */
  static final Proof NONE =
      new Proof(null, ProofResult.Pending, "no event was looked for yet", null, null);

  /** A proof is good for so long. */
  private static final Duration GOOD = Duration.ofHours(1);

  /** An event that is not found for so long is lost, and what was lost is tried again after it. */
  private static final Duration BOUND = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofSeconds(30);

  SinkProof(LogEvents events, DeclaredSink declared, Instant now) {
    this.events = events;
    this.declared = declared;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** When to look again for the event that is under way, or to write the first: less often. */
  static Optional<Duration> soon(Proof proof, Instant now) {
    if (proof.sent() == null) {
      return Optional.of(SOON).filter(_ -> proof.time() == null);
    }
    Duration since = Duration.between(Instant.parse(proof.sent()), now);
    return Optional.of(since.compareTo(SOON) > 0 ? since : SOON);
  }

  /**
   * The proof to show: the last one as long as it is good, else what came of the event that is
   * under way, else one is written.
   *
   * @param last the last one
   */
  Proof after(@Nullable Proof last) {
    if (last == null) {
      return written(NONE);
    }
    if (last.sent() != null && !Instant.parse(last.sent()).isAfter(now)) {
      return sought(last, Instant.parse(last.sent()));
    }
    return isGood(last) ? last : written(last);
  }

  private boolean isGood(Proof last) {
    return switch (last.result()) {
      case Proven -> isYounger(last, GOOD) && (last.masked() != null || !triesMasking());
      case NotFound, NotMasked -> isYounger(last, BOUND);
      case NotDetermined, Pending -> false;
    };
  }

  private boolean isYounger(Proof last, Duration age) {
    return Optional.ofNullable(last.time())
        .map(Instant::parse)
        .filter(time -> !now.isBefore(time) && now.isBefore(time.plus(age)))
        .isPresent();
  }

  private Proof written(Proof last) {
    Event event = Canary.of(declared.uid(), now).event(triesMasking());
    Answer<Done> put = events.put(declared.group(), event);
    if (put.isRefusedWith(LogGroups.NOT_FOUND)) {
      put = events.createStream(declared.group()).then(_ -> events.put(declared.group(), event));
    }
    return put.failure()
        .map(why -> undetermined(last, why, null))
        .orElseGet(() -> last.awaiting(now.toString()));
  }

  private Proof sought(Proof last, Instant sent) {
    var canary = Canary.of(declared.uid(), sent);
    return switch (events.find(declared.group(), canary.pattern(), new Span(sent, sent))) {
      case Answer.Known<List<Event>>(List<Event> found) when found.isEmpty() ->
          now.isBefore(sent.plus(BOUND)) ? last : lost(sent);
      case Answer.Known<List<Event>>(List<Event> found) -> found(found.getFirst());
      case Answer<List<Event>> failed ->
          undetermined(last, failed.failure().orElse("failed"), last.sent());
    };
  }

  private Proof lost(Instant sent) {
    return concluded(ProofResult.NotFound, "the event written at " + sent + " is not found", null);
  }

  private Proof found(Event event) {
    if (!triesMasking()) {
      return concluded(ProofResult.Proven, "an event was written and found again", null);
    }
    return Canary.isMasked(event)
        ? concluded(
            ProofResult.Proven, "an event was written and found again, its numbers masked", true)
        : concluded(
            ProofResult.NotMasked,
            "an event was found again with social security numbers as they were written",
            false);
  }

  private Proof concluded(ProofResult result, String message, @Nullable Boolean masked) {
    return new Proof(now.toString(), result, message, masked, null);
  }

  /** The last one where it says the same, so that nothing is written to say it again. */
  private Proof undetermined(Proof last, String why, @Nullable String sent) {
    boolean again = last.result() == ProofResult.NotDetermined && last.message().equals(why);
    String time = again && isYounger(last, GOOD) ? last.time() : now.toString();
    return new Proof(time, ProofResult.NotDetermined, why, null, sent);
  }

  private boolean triesMasking() {
    return declared.spec().masks()
        && declared
            .spec()
            .logGroup()
            .dataProtection()
            .identifiers()
            .contains(HealthIdentifier.SSN_US);
  }
}

package io.hipaaoperator.ledger;

import io.hipaaoperator.ledger.Finding.Outcome;
import io.hipaaoperator.ledger.Replay.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Verifies a sample log, and says what did not pass. */
final class Verified {
  static final Instant AT = SampleLog.START.plusSeconds(60 * 100);

  private Verified() {}

  static List<Finding> verify(SampleLog log, byte @Nullable [] kept, String... digests) {
    return verify(log, kept, AT, digests);
  }

  static List<Finding> verify(
      SampleLog log, byte @Nullable [] kept, Instant at, String... digests) {
    List<NoteKey> keys = List.of(new SampleLog(1, SampleLog.ORIGIN).key());
    Signatures signatures = Signatures.of(log.checkpoints, keys, SampleLog.ORIGIN);
    Claim trusted =
        kept == null ? null : Claim.read("the trusted checkpoint", kept, keys, SampleLog.ORIGIN);
    var replay =
        new Replay(
            new Question(signatures.claims(), trusted, List.of(digests), at, Duration.ofHours(1)));
    log.entries.forEach(replay::accept);
    return Stream.concat(signatures.findings().stream(), replay.findings().stream()).toList();
  }

  static List<String> notPassed(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.outcome() != Outcome.PASS)
        .map(it -> it.outcome() + " " + it.check() + ": " + it.reason())
        .toList();
  }
}

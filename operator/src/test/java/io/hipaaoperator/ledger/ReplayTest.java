package io.hipaaoperator.ledger;

import static io.hipaaoperator.ledger.Verified.notPassed;
import static io.hipaaoperator.ledger.Verified.verify;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.ledger.Event.Action;
import io.hipaaoperator.ledger.Finding.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log that nobody tampered with comes to, and what of it is not known. */
class ReplayTest {
  private final SampleLog log = SampleLog.of(100, 10);
  private final byte[] kept = log.checkpoint(50);

  @Test
  void aWholeLogPassesEveryCheck() {
    assertThat(verify(log, kept, SampleLog.digest(17)))
        .containsExactly(
            Finding.pass("signatures", "10 checkpoints, signed by " + log.key().label()),
            Finding.pass("entries", "100 can be read"),
            Finding.pass("sequence", "0 to 99 without a gap"),
            Finding.pass("roots", "the entries give the root of each checkpoint"),
            Finding.pass("covered", "the newest checkpoint covers the last entry"),
            Finding.pass("trusted checkpoint", "the first 50 of 100 entries are those it signs"),
            Finding.pass("consistency", "each checkpoint continues the one before, 10 proofs"),
            Finding.pass(
                "record " + SampleLog.digest(17).substring(0, 12),
                "deleted at 2026-11-28T00:17:00Z: entry 17 is in 009, by a proof of 7 hashes"),
            Finding.pass(
                "freshness", "the last covered entry is of 2026-11-28T01:39:00Z, 1m00s ago"));
  }

  @Test
  void everySizeAndEveryStepPasses() {
    for (int size = 1; size <= 70; size++) {
      for (int step : List.of(1, 3, 7)) {
        SampleLog any = SampleLog.of(size, step);
        any.publish();
        any.publish();
        Instant at = SampleLog.START.plusSeconds(60L * size);
        assertThat(
                notPassed(
                    verify(any, any.checkpoint(size / 2 + 1), at, SampleLog.digest(size / 2))))
            .as("%d entries, a checkpoint every %d", size, step)
            .isEmpty();
      }
    }
  }

  @Test
  void withoutACheckpointKeptElsewhereItIsNotKnownWhetherTheKeysHolderRewroteAll() {
    assertThat(notPassed(verify(log, null)))
        .containsExactly(
            "UNKNOWN trusted checkpoint: none given: the holder of the key could have written all"
                + " of this anew");
  }

  @Test
  void ofAnEmptyFolderNothingIsKnown() {
    assertThat(verify(new SampleLog(1, SampleLog.ORIGIN), null, SampleLog.digest(1)))
        .extracting(Finding::outcome)
        .doesNotContain(Outcome.PASS);
  }

  @Test
  void oneCheckpointAloneIsComparedWithNothing() {
    SampleLog young = SampleLog.of(5, 5);
    assertThat(notPassed(verify(young, null)))
        .contains("UNKNOWN consistency: fewer than two checkpoints to compare");
  }

  @Test
  void anEmptyTrustedCheckpointProvesNothing() {
    assertThat(notPassed(verify(log, log.checkpoint(0))))
        .containsExactly(
            "UNKNOWN trusted checkpoint: it signs no entry, and every log continues an empty one");
  }

  @Test
  void aRecordThatIsNotInTheLogFails() {
    assertThat(notPassed(verify(log, kept, SampleLog.digest(500))))
        .singleElement()
        .asString()
        .endsWith(": no entry says that it was deleted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOLD", "RELEASE"})
  void otherEntriesOfARecordAreNoDeletion(Action action) {
    log.append(SampleLog.entry(100, action, SampleLog.digest(500)));
    log.publish();
    assertThat(notPassed(verify(log, kept, SampleLog.digest(500))))
        .singleElement()
        .asString()
        .startsWith("FAIL record");
  }

  @Test
  void aRecordThatCameBackFailsUntilItIsDeletedAgain() {
    log.append(SampleLog.entry(100, Action.RESURRECTION, SampleLog.digest(17)));
    log.publish();
    assertThat(notPassed(verify(log, kept, SampleLog.digest(17))))
        .singleElement()
        .asString()
        .endsWith(": entry 100 found it again, and none deleted it since");
    log.append(SampleLog.deletion(101, 17));
    log.publish();
    assertThat(notPassed(verify(log, kept, SampleLog.digest(17))))
        .singleElement()
        .asString()
        .startsWith("UNKNOWN")
        .endsWith("so the holder of the key could have written it since");
    assertThat(notPassed(verify(log, log.checkpoint(102), SampleLog.digest(17)))).isEmpty();
  }

  @Test
  void aClockThatIsAheadFails() {
    assertThat(notPassed(verify(log, kept, SampleLog.START)))
        .containsExactly(
            "FAIL freshness: the last covered entry is of 2026-11-28T01:39:00Z, which is to come");
  }

  @Test
  void eachRecordIsProvenWhereverTheLogEnds() {
    for (int size : List.of(1, 2, 31, 32, 33, 64, 65)) {
      SampleLog any = SampleLog.of(size, size);
      String[] all = IntStream.range(0, size).mapToObj(SampleLog::digest).toArray(String[]::new);
      assertThat(verify(any, null, Verified.AT, all))
          .filteredOn(finding -> finding.check().startsWith("record"))
          .hasSize(size)
          .allMatch(finding -> finding.outcome() == Outcome.PASS);
    }
  }
}

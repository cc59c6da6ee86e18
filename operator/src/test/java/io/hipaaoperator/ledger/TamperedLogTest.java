package io.hipaaoperator.ledger;

import static io.hipaaoperator.ledger.Verified.notPassed;
import static io.hipaaoperator.ledger.Verified.verify;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each way to tamper with a log comes to. */
class TamperedLogTest {
  private final SampleLog log = SampleLog.of(100, 10);
  private final byte[] kept = log.checkpoint(50);

  @Test
  void aLogThatTheHolderOfTheKeyRewroteFailsAgainstAnOlderCheckpoint() {
    log.entries.set(42, SampleLog.deletion(42, 4242));
    log.signAllAnew();
    assertThat(notPassed(verify(log, null))).hasSize(1).first().asString().startsWith("UNKNOWN");
    assertThat(notPassed(verify(log, kept)))
        .containsExactly(
            "FAIL trusted checkpoint: the trusted checkpoint signs another root: of the entries 40"
                + " to 49 one was changed, removed, added or moved",
            "FAIL consistency: the trusted checkpoint and 009: the second does not continue the"
                + " first");
  }

  @Test
  void aRewriteAfterTheKeptCheckpointIsNotSeenAndTheReasonSaysHowFarItGoes() {
    log.entries.set(72, SampleLog.deletion(72, 4242));
    log.signAllAnew();
    assertThat(verify(log, kept))
        .contains(
            Finding.pass("trusted checkpoint", "the first 50 of 100 entries are those it signs"));
  }

  @Test
  void anEditedEntryFails() {
    log.entries.set(42, SampleLog.deletion(42, 4242));
    assertThat(notPassed(verify(log, kept)))
        .contains(
            "FAIL roots: 004 signs another root: of the entries 40 to 49 one was changed, removed,"
                + " added or moved",
            "FAIL consistency: 003 and 004: the second does not continue the first")
        .anyMatch(it -> it.startsWith("FAIL trusted checkpoint"));
  }

  @Test
  void evenASpaceMoreFails() {
    byte[] stored = log.entries.get(99);
    log.entries.set(99, (new String(stored, UTF_8) + " ").getBytes(UTF_8));
    assertThat(notPassed(verify(log, kept))).anyMatch(it -> it.startsWith("FAIL roots: 009"));
  }

  @Test
  void aRemovedEntryFails() {
    log.entries.remove(42);
    assertThat(notPassed(verify(log, kept)))
        .contains(
            "FAIL sequence: entry 42 has seq 43, and 56 more",
            "FAIL roots: 009 signs 100 entries, the log holds 99: entries are missing");
  }

  @Test
  void movedEntriesFail() {
    Collections.swap(log.entries, 42, 43);
    assertThat(notPassed(verify(log, kept)))
        .contains("FAIL sequence: entry 42 has seq 43, and 1 more")
        .anyMatch(it -> it.startsWith("FAIL roots: 004"));
  }

  @Test
  void aCutTailFails() {
    log.entries.subList(95, 100).clear();
    assertThat(notPassed(verify(log, kept)))
        .contains("FAIL roots: 009 signs 100 entries, the log holds 95: entries are missing");
  }

  /** With its checkpoints gone too only an outside checkpoint, or the age, shows it. */
  @Test
  void aTailCutWithItsCheckpointsFailsAgainstANewerCheckpointAndByItsAge() {
    byte[] newer = log.checkpoint(100);
    log.entries.subList(30, 100).clear();
    log.checkpoints.keySet().removeIf(name -> name.compareTo("002") > 0);
    assertThat(notPassed(verify(log, newer)))
        .containsExactly(
            "FAIL trusted checkpoint: the trusted checkpoint signs 100 entries, the log holds 30:"
                + " entries are missing",
            "UNKNOWN consistency: 002 and the trusted checkpoint: the entries for a proof are"
                + " missing",
            "FAIL freshness: the last covered entry is of 2026-11-28T00:29:00Z, 1h11m ago, longer"
                + " than 1h00m");
  }

  @Test
  void anAddedEntryIsNotVouchedFor() {
    log.append(SampleLog.deletion(100, 100));
    assertThat(notPassed(verify(log, kept, SampleLog.digest(100))))
        .containsExactly(
            "UNKNOWN covered: 1 after the newest checkpoint: nothing vouches for them yet",
            "UNKNOWN record %s: entry 100 says it was deleted, and no checkpoint covers it"
                .formatted(SampleLog.digest(100).substring(0, 12)));
  }

  @Test
  void anEntryAddedInTheMiddleFails() {
    log.entries.add(42, SampleLog.deletion(42, 4242));
    assertThat(notPassed(verify(log, kept)))
        .contains("FAIL sequence: entry 43 has seq 42, and 57 more")
        .anyMatch(it -> it.startsWith("FAIL roots: 004"));
  }

  @Test
  void exchangedCheckpointsFail() {
    byte[] third = log.checkpoints.get("003");
    log.checkpoints.replace("003", log.checkpoints.get("004"));
    log.checkpoints.replace("004", third);
    assertThat(notPassed(verify(log, kept)))
        .containsExactly("FAIL consistency: 004 signs 40 entries, 003 before it 50");
  }

  @Test
  void twoRootsForOneSizeFail() {
    SampleLog other = SampleLog.of(100, 10);
    other.entries.set(99, SampleLog.deletion(99, 4242));
    log.checkpoints.put("010", other.checkpoint(100));
    assertThat(notPassed(verify(log, kept)))
        .contains("FAIL consistency: 009 and 010: the second does not continue the first");
  }

  @Test
  void aCheckpointOfAnotherKeyFails() {
    SampleLog other = new SampleLog(2, SampleLog.ORIGIN);
    other.entries.addAll(log.entries);
    log.checkpoints.put("010", other.checkpoint(100));
    assertThat(notPassed(verify(log, kept)))
        .containsExactly("FAIL signatures: 010: not signed by a known key");
  }

  @Test
  void aCheckpointOfAnotherLogFails() {
    SampleLog other = new SampleLog(1, "hipaa-operator.io/other");
    other.entries.addAll(log.entries);
    log.checkpoints.put("010", other.checkpoint(100));
    assertThat(notPassed(verify(log, kept)))
        .containsExactly(
            "FAIL signatures: 010: checkpoint: origin: of another log than"
                + " hipaa-operator.io/clinic");
  }

  @Test
  void aChangedCheckpointFails() {
    String text = new String(log.checkpoints.get("009"), UTF_8);
    log.checkpoints.put("009", text.replace("\n100\n", "\n101\n").getBytes(UTF_8));
    assertThat(notPassed(verify(log, kept)))
        .contains(
            "FAIL signatures: 009: the signature of "
                + log.key().label()
                + " does not fit the text");
  }

  static Stream<byte[]> malformed() {
    return Stream.of("", "x", "a\n1\n\n— b\n", "\u0001\n\n— b YWFhYWE=\n")
        .map(it -> it.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aFileThatIsNoCheckpointFails(byte[] stored) {
    log.checkpoints.put("010", stored);
    assertThat(notPassed(verify(log, kept)))
        .singleElement()
        .asString()
        .startsWith("FAIL signatures: 010: note: ");
  }

  @Test
  void anEntryThatCanNotBeReadFails() {
    SampleLog odd = SampleLog.of(20, 30);
    odd.append("{\"patient\":\"Jane Doe\"}".getBytes(UTF_8));
    odd.publish();
    assertThat(notPassed(verify(odd, odd.checkpoint(20))))
        .contains(
            "FAIL entries: entry 20: a field that is not known",
            "UNKNOWN sequence: not every entry can be read, or there is none")
        .noneMatch(it -> it.contains("Jane"));
  }
}

package io.hipaaoperator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.PhiDatabaseStatus.LedgerCheckpoint;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerOutcome;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerRun;
import io.hipaaoperator.api.PhiDatabaseStatus.LedgerStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Jobs and their pods say of a ledger, and what follows from it. */
class LedgerRunsTest {
  private static final EndedRun RUN =
      new EndedRun("records-ledger", "hipaa-operator.io/phi-database: records", "ledger");
  private static final DeclaredDatabase DATABASE = Declared.database(Declared.WITH_LEDGER);
  private static final String PLACE = DATABASE.place(DATABASE.ledger().orElseThrow());
  private static final LedgerStatus NOTHING = LedgerStatus.NONE;

  @Test
  void whatARunPublishedIsTheCheckpoint() {
    LedgerStatus now = after(NOTHING, 0, Declared.published(7, 'A'));

    assertThat(checkpoint(now).size()).isEqualTo(7);
    assertThat(checkpoint(now).key()).isEqualTo("example.com/clinic+0a1b2c3d+AQID");
    assertThat(run(now).checkpoints()).isEqualTo(1);
    assertThat(published(now))
        .isEqualTo(
            new LedgerPublished(
                "True", "Published", "7 entries of example.com/clinic are signed and published"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, '{\"outcome\":\"REFUSED\",\"place\":\"PLACE\",\"message\":\"restored?\"}', False, RunRefused",
    "1, '', False, RunRefused",
    "2, '{\"outcome\":\"INVALID\",\"place\":\"PLACE\",\"message\":\"a role\"}', False, RunInvalid",
    "2, '', False, RunInvalid",
    "3, '{\"outcome\":\"UNREACHABLE\",\"place\":\"PLACE\"}', Unknown, RunUnreachable",
    "3, '', Unknown, RunUnreachable",
    "4, '{\"outcome\":\"BUSY\",\"place\":\"PLACE\"}', Unknown, RunBusy",
    "70, '', Unknown, RunFailed",
    "0, 'Name: Jane', Unknown, RunFailed",
    "0, '{\"outcome\":\"PUBLISHED\",\"place\":\"PLACE\",\"size\":9}', Unknown, RunFailed",
    "0, '{\"outcome\":\"PUBLISHED\",\"size\":9}', Unknown, RunFailed",
    "0, '{\"outcome\":\"PUBLISHED\",\"place\":\"PLACE\",\"size\":9,\"origin\":\"Jane Doe\",\"key\":\"k\",\"root\":\"r\"}', Unknown, RunFailed",
  })
  void anyOtherDidNotPublishAndTheCheckpointStays(
      int code, String message, String status, String reason) {
    LedgerStatus before = after(NOTHING, 0, Declared.published(7, 'A'));

    LedgerStatus now = after(before, code, message);

    assertThat(published(now).status()).isEqualTo(status);
    assertThat(published(now).reason()).isEqualTo(reason);
    assertThat(now.checkpoint()).isEqualTo(before.checkpoint());
    assertThat(published(now).message() + now).doesNotContain("Jane");
  }

  /** The status is a witness that neither database nor bucket can change. */
  @Test
  void aLogThatDoesNotContinueWhatWasPublishedIsTold() {
    LedgerStatus before = after(NOTHING, 0, Declared.published(7, 'A'));

    for (String other :
        List.of(
            Declared.published(6, 'A'),
            Declared.published(7, 'B'),
            Declared.published(8, 'B').replace("0a1b2c3d", "0a1b2c3e"))) {
      LedgerStatus now = after(before, 0, other);
      assertThat(run(now).outcome()).isEqualTo(LedgerOutcome.Forked);
      assertThat(published(now).status()).isEqualTo("False");
      assertThat(now.checkpoint()).isEqualTo(before.checkpoint());
      assertThat(after(now, 0, other)).isEqualTo(now);
    }
    assertThat(checkpoint(after(before, 0, Declared.published(8, 'B'))).size()).isEqualTo(8);
    assertThat(published(after(before, 0, Declared.published(7, 'A'))).status()).isEqualTo("True");
  }

  /** What came to nothing, or was of another place, is no proof of the contrary. */
  @Test
  void aLedgerIsRefusedUntilARunPublishes() {
    LedgerStatus before = after(NOTHING, 0, Declared.published(7, 'A'));
    LedgerStatus refused = after(before, 1, "{\"outcome\":\"REFUSED\",\"place\":\"PLACE\"}");
    LedgerStatus lost = after(refused, 3, "{\"outcome\":\"UNREACHABLE\",\"place\":\"PLACE\"}");
    String elsewhere = Declared.published(9, 'A').replace("PLACE", "f".repeat(64));
    LedgerStatus back = after(after(lost, 0, elsewhere), 0, Declared.published(8, 'B'));

    assertThat(before.refusedSince()).isNull();
    assertThat(before.restored()).isNull();
    assertThat(refused.refusedSince()).isEqualTo(run(refused).time());
    assertThat(lost.refusedSince()).isEqualTo(refused.refusedSince());
    assertThat(after(lost, 0, elsewhere).refusedSince()).isEqualTo(refused.refusedSince());
    assertThat(after(before, 0, Declared.published(5, 'B')).refusedSince())
        .as("forked")
        .isNotNull();
    assertThat(back.refusedSince()).isNull();
    assertThat(back.restored()).isEqualTo(run(back).time());
    String given = Declared.published(9, 'C').replace("{", "{\"restored\":2,");
    assertThat(after(before, 0, given).restored()).isNotNull();
  }

  /** Another bucket, or another database, is another log. */
  @Test
  void whatWasPublishedElsewhereIsNotThis() {
    LedgerStatus before = after(NOTHING, 0, Declared.published(7, 'A'));
    String elsewhere = "f".repeat(64);
    var gone = new LedgerRuns(DATABASE, List.of(), List.of());

    LedgerStatus now = gone.after(before, elsewhere);

    assertThat(now.checkpoint()).isNull();
    assertThat(LedgerPublished.of(elsewhere, now, Optional.empty()).reason())
        .isEqualTo("NotRunYet");
    assertThat(gone.after(before, PLACE)).isEqualTo(before);
    String other = Declared.published(2, 'C').replace("PLACE", elsewhere);
    assertThat(published(after(before, 0, other)).status()).isEqualTo("Unknown");
  }

  @Test
  void aRunThatDidNotComeIsMissed() {
    LedgerStatus now = after(NOTHING, 0, Declared.published(7, 'A'));
    Instant ended = Instant.parse("2026-11-28T03:31:00Z");

    assertThat(at(now, ended.plusSeconds(17 * 60)).status()).isEqualTo("True");
    assertThat(at(now, ended.plusSeconds(30 * 60)).reason()).isEqualTo("RunMissed");
    assertThat(at(now, ended.plusSeconds(30 * 60)).status()).isEqualTo("Unknown");
    assertThat(at(NOTHING, ended).reason()).isEqualTo("NeverRun");
  }

  private static LedgerCheckpoint checkpoint(LedgerStatus ledger) {
    return Objects.requireNonNull(ledger.checkpoint());
  }

  private static LedgerRun run(LedgerStatus ledger) {
    return Objects.requireNonNull(ledger.lastRun());
  }

  private static LedgerPublished at(LedgerStatus ledger, Instant now) {
    return LedgerPublished.of(
        PLACE, ledger, LedgerPublished.due(DATABASE.ledger().orElseThrow(), now));
  }

  private static LedgerPublished published(LedgerStatus ledger) {
    return LedgerPublished.of(PLACE, ledger, Optional.empty());
  }

  private static LedgerStatus after(LedgerStatus before, int code, String message) {
    return new LedgerRuns(
            DATABASE,
            List.of(RUN.job(code == 0 ? "Complete" : "Failed")),
            List.of(RUN.pod(code, message.replace("PLACE", PLACE))))
        .after(before, PLACE);
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A whole database is restored from a backup: its log with it, and only what is published knows.
 */
@ExtendWith(PostgresExtension.class)
class RestoredDatabaseIT {
  private static final String NO_HEARTBEAT = "--heartbeat=24h";
  private static final String ACKNOWLEDGED = PublishedLog.ACKNOWLEDGED;

  private final TestDatabase database;
  private final Clinic clinic;
  private final PublishedLog log;

  RestoredDatabaseIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 300, 10);
    this.log = PublishedLog.of(database);
  }

  @Test
  void itsLogIsGivenBackAndWhatIsInItIsFoundAndGoesAgain() {
    clinic.visits(1000, 1099, "now() - interval '6 years'");
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    long published = clinic.count("hipaa.ledger_entry");
    database.run("UPDATE clinic.visits SET ended_at = now() - interval '9 years' WHERE id >= 1000");
    clinic.purge();
    log.published();
    String kept = log.keptCheckpoint();
    database.restore();

    PurgeRun refused = log.publish(NO_HEARTBEAT);
    assertThat(refused.code()).isEqualTo(1);
    PurgeRun back = log.publish(NO_HEARTBEAT, ACKNOWLEDGED + PublishedLog.asked(refused));

    assertThat(back.code()).as(back.err()).isZero();
    assertThat(back.number("restored")).isGreaterThan(published);
    assertThat(clinic.receipts()).isEqualTo(400 * 3);
    assertThat(log.verify("--trusted-checkpoint", kept).code()).isZero();

    PurgeRun purge = clinic.purge();
    assertThat(purge.number("resurrected")).isEqualTo(900);
    assertThat(purge.number("repurged")).isEqualTo(900);
    assertThat(clinic.count("clinic.visits")).as("those that are not due stay").isEqualTo(110);
    PurgeRun next = log.publish(NO_HEARTBEAT);
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(
            log.verify("--trusted-checkpoint", log.keptCheckpoint(), "--digest", digest(17)).code())
        .isZero();
    assertThat(log.verify("--trusted-checkpoint", kept).code()).isZero();
  }

  /** Between its discovery and its deletion the log says that the record is back. */
  @Test
  void theLogSaysOfAHeldRecordThatItIsBack() {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    clinic.hold("id", "17");
    log.giveBack();

    assertThat(clinic.purge().number("repurged")).isEqualTo(897);
    log.published();

    PurgeRun verified =
        log.verify("--trusted-checkpoint", log.keptCheckpoint(), "--digest", digest(17));
    assertThat(verified.code()).isEqualTo(1);
    assertThat(verified.out()).contains("found it again, and none deleted it since");
    assertThat(
            log.verify("--trusted-checkpoint", log.keptCheckpoint(), "--digest", digest(18)).code())
        .isZero();
  }

  /** Receipts that had no place yet when the backup was made get the one they got later. */
  @Test
  void receiptsThatWereWaitingAreNotThereTwice() {
    log.published();
    clinic.visits(1000, 4000, "now() - interval '9 years'");
    clinic.purge();
    database.backUp();
    log.published();
    clinic.visits(5000, 5099, "now() - interval '9 years'");
    clinic.purge();
    log.published();
    long receipts = clinic.count("hipaa.purge_outbox");
    long entries = clinic.count("hipaa.ledger_entry");
    database.restore();

    log.giveBack();

    assertThat(clinic.count("hipaa.purge_outbox")).isEqualTo(receipts);
    assertThat(clinic.count("hipaa.ledger_entry")).isEqualTo(entries);
    assertThat(
            clinic.count(
                "hipaa.ledger_entry e JOIN hipaa.purge_outbox o ON o.id = e.outbox_id WHERE convert_from(e.line, 'UTF8')::jsonb ->> 'digest' IS NOT DISTINCT FROM encode(o.digest, 'hex') AND convert_from(e.line, 'UTF8')::jsonb ->> 'run' = o.run::text"))
        .isEqualTo(receipts);
    assertThat(log.publish(NO_HEARTBEAT).number("added")).isZero();
  }

  /** Entries had their place when the backup was made, and were signed only later. */
  @Test
  void entriesThatWereNotSignedYetAreThoseThatArePublished() {
    log.published();
    long signed = database.number("SELECT max(size) FROM hipaa.ledger_checkpoint");
    clinic.purge();
    log.published();
    database.run("DELETE FROM hipaa.ledger_checkpoint WHERE size > " + signed);

    log.giveBack();
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  /** Its writer was killed before it could say which checkpoint is the latest. */
  @Test
  void checkpointsThatNobodySaidAreTheLatestAreGivenBackToo() throws IOException {
    log.published();
    database.backUp();
    Path latest = log.folder().resolve("checkpoint");
    byte[] first = Files.readAllBytes(latest);
    clinic.purge();
    log.published();
    byte[] newest = Files.readAllBytes(latest);
    Files.write(latest, first);
    database.restore();

    log.giveBack();

    assertThat(clinic.receipts()).isEqualTo(900);
    assertThat(latest).hasBinaryContent(newest);
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  @Test
  void whatWasPurgedBeforeTheLogWasGivenBackKeepsBothReceipts() {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    PurgeRun early = clinic.purge();
    assertThat(early.number("resurrected")).as("nobody knows yet").isZero();

    log.giveBack();
    log.published();

    assertThat(clinic.receipts()).isEqualTo(2 * 900);
    assertThat(
            log.verify("--trusted-checkpoint", log.keptCheckpoint(), "--digest", digest(17)).code())
        .isZero();
  }

  /** Who can write to the bucket, and has no key, can't bring in receipts. */
  @Test
  void whatIsPublishedIsNotBelievedWithoutASignature() throws IOException {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    PurgeRun refused = log.publish(NO_HEARTBEAT);
    Path bundle = log.folder().resolve("tile/entries/001");
    byte[] genuine = Files.readAllBytes(bundle);
    byte[] forged = genuine.clone();
    int place = new String(forged, StandardCharsets.ISO_8859_1).indexOf("\"digest\":\"");
    forged[place + 12] = (byte) (forged[place + 12] == 'a' ? 'b' : 'a');
    Files.write(bundle, forged);

    PurgeRun forgery = log.publish(NO_HEARTBEAT, ACKNOWLEDGED + PublishedLog.asked(refused));
    assertThat(forgery.code()).isEqualTo(1);
    assertThat(forgery.err()).contains("does not sign what is published");
    assertThat(clinic.receipts()).isZero();

    Files.delete(bundle);
    assertThat(log.publish(NO_HEARTBEAT, ACKNOWLEDGED + PublishedLog.asked(refused)).err())
        .contains("tile/entries/001 is not published");
    Files.write(bundle, genuine);
    log.giveBack();
  }

  /** A database that goes on from the backup in another way has no part in the log. */
  @Test
  void entriesThatAreNotThePublishedOnesAreRefused() {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    database.run(
        "INSERT INTO hipaa.ledger_entry (seq, line) SELECT max(seq) + 1, 'theirs' FROM hipaa.ledger_entry");
    PurgeRun refused = log.publish(NO_HEARTBEAT);

    PurgeRun other = log.publish(NO_HEARTBEAT, ACKNOWLEDGED + PublishedLog.asked(refused));

    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("of the database is not the one that is published");
  }

  private static String digest(int visit) {
    return new RecordDigests(new byte[32]).of("clinic.visits", List.of(String.valueOf(visit)));
  }
}

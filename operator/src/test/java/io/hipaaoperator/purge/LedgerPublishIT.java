package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Receipts of a purge become a log that an auditor can verify, wherever its writer is killed. */
@ExtendWith(PostgresExtension.class)
class LedgerPublishIT {
  private static final String NO_HEARTBEAT = "--heartbeat=24h";

  private final TestDatabase database;
  private final Clinic clinic;
  private final PublishedLog log;

  LedgerPublishIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 300, 10);
    this.log = PublishedLog.of(database);
  }

  @Test
  void eachReceiptIsAnEntryThatCanBeVerified() {
    clinic.purge();
    PurgeRun first = log.publish();

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.number("added")).isEqualTo(clinic.count("hipaa.purge_outbox"));
    assertThat(first.number("checkpoints")).isEqualTo(1);
    String kept = log.keptCheckpoint();

    clinic.visits(1000, 1099, "now() - interval '9 years'");
    clinic.purge();
    assertThat(log.publish().number("size")).isEqualTo(clinic.count("hipaa.purge_outbox"));

    PurgeRun verified =
        log.verify("--trusted-checkpoint", kept, "--digest", digest("clinic.visits"));
    assertThat(verified.text("result")).as(verified.out()).isEqualTo("pass");
    assertThat(log.verify("--trusted-checkpoint", kept, "--digest", "ab".repeat(32)).code())
        .isEqualTo(1);
  }

  @Test
  void whoHasNothingToSayIsSilentUntilTheHeartbeat() {
    clinic.purge();
    log.publish();

    PurgeRun silent = log.publish(NO_HEARTBEAT);
    assertThat(silent.number("added")).isZero();
    assertThat(silent.number("checkpoints")).isZero();
    PurgeRun beat = log.publish("--heartbeat=1s");
    Eventually.holds(() -> log.publish("--heartbeat=1s").number("added") > 0);
    assertThat(beat.code()).isZero();
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  /** A transaction that began earlier commits later. */
  @Test
  void aReceiptThatComesLateWithASmallerNumberGetsItsPlace() throws SQLException {
    clinic.purge();
    try (Connection late = database.connect();
        var statement = late.createStatement()) {
      statement.execute(
          "INSERT INTO hipaa.purge_outbox (run, action, table_name, digest) SELECT run, 'DELETE', 'clinic.late', sha256('x') FROM hipaa.purge_run LIMIT 1");
      clinic.visits(1000, 1010, "now() - interval '9 years'");
      clinic.purge();
      log.publish();
      late.commit();
    }

    assertThat(log.publish().number("added")).isEqualTo(1);
    assertThat(database.number("SELECT count(DISTINCT outbox_id) FROM hipaa.ledger_entry"))
        .isEqualTo(clinic.count("hipaa.purge_outbox"));
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  @Test
  void killedAtRandomPointsTheNextRunGoesOn() {
    clinic.visits(1000, 16_000, "now() - interval '9 years'");
    clinic.edit("batchRows: 100", "batchRows: 1000");
    clinic.purge();
    var random = new Random(11);
    int midway = 0;

    for (int kill = 0; kill < 12; kill++) {
      long before = clinic.count("hipaa.ledger_entry");
      try (var writer = PurgeProcess.start(log.arguments())) {
        if (kill % 2 > 0) {
          Eventually.holds(() -> clinic.count("hipaa.ledger_entry") > before || !writer.isAlive());
        }
        pause(random.nextInt(0, kill < 6 ? 60 : 700));
        writer.kill();
      }
      midway += clinic.count("hipaa.ledger_entry") > before ? 1 : 0;
    }
    awaitGone();
    PurgeRun last = log.publish(NO_HEARTBEAT);

    assertThat(last.code()).as(last.err()).isZero();
    assertThat(midway).isPositive();
    assertThat(clinic.count("hipaa.ledger_entry WHERE outbox_id IS NOT NULL"))
        .isEqualTo(clinic.count("hipaa.purge_outbox"));
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  @Test
  void ofTwoAtOnceOneWrites() {
    clinic.visits(1000, 9_000, "now() - interval '9 years'");
    clinic.purge();

    try (var one = PurgeProcess.start(log.arguments());
        var two = PurgeProcess.start(log.arguments())) {
      assertThat(one.code() + two.code()).isIn(0, 4);
    }
    assertThat(log.publish().code()).isZero();
    assertThat(clinic.count("hipaa.ledger_entry WHERE outbox_id IS NOT NULL"))
        .isEqualTo(clinic.count("hipaa.purge_outbox"));
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  @Test
  void nothingIsSignedOverEntriesThatWereChanged() {
    clinic.purge();
    log.publish();
    long last = clinic.count("hipaa.ledger_entry") - 1;
    database.run(
        "UPDATE hipaa.ledger_entry SET line = convert_to(replace(convert_from(line, 'UTF8'), 'RESULT', 'DELETE'), 'UTF8') WHERE seq = "
            + last);

    PurgeRun refused = log.publish("--heartbeat=1s");
    Eventually.holds(() -> log.publish("--heartbeat=1s").code() == 1);

    assertThat(log.publish("--heartbeat=1s").err()).contains("are not those that were signed");
    assertThat(refused.out()).doesNotContain("ab".repeat(32));
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  @Test
  void aDatabaseThatWasRestoredIsNotPublishedOver() {
    clinic.purge();
    log.publish();
    clinic.visits(1000, 1099, "now() - interval '9 years'");
    clinic.purge();
    log.publish();
    long newest = database.number("SELECT max(size) FROM hipaa.ledger_checkpoint");
    database.run("DELETE FROM hipaa.ledger_checkpoint WHERE size = " + newest);
    database.run(
        "DELETE FROM hipaa.ledger_entry WHERE seq >= (SELECT max(size) FROM hipaa.ledger_checkpoint)");

    PurgeRun refused = log.publish();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains(newest + " entries are published", "restored from a backup?");
    assertThat(clinic.count("hipaa.ledger_checkpoint")).isEqualTo(1);
  }

  @Test
  void whoWasKilledBeforeItSaidWhichIsTheLatestIsGoneOnWith() throws IOException {
    byte[] before = publishedTwice();
    Path latest = log.folder().resolve("checkpoint");
    byte[] newest = Files.readAllBytes(latest);
    Files.write(latest, before);

    PurgeRun next = log.publish(NO_HEARTBEAT);

    assertThat(next.code()).as(next.err()).isZero();
    assertThat(latest).hasBinaryContent(newest);
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  /**
   * Such a run, and then a database that was restored from before it: it would sign another log.
   */
  @Test
  void aCheckpointThatTheDatabaseHasForgottenIsNotForked() throws IOException {
    Files.write(log.folder().resolve("checkpoint"), publishedTwice());
    long newest = database.number("SELECT max(size) FROM hipaa.ledger_checkpoint");
    database.run("DELETE FROM hipaa.ledger_checkpoint WHERE size = " + newest);
    database.run(
        "DELETE FROM hipaa.ledger_entry WHERE seq >= (SELECT max(size) FROM hipaa.ledger_checkpoint)");

    PurgeRun refused = log.publish();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.text("outcome")).isEqualTo("REFUSED");
    assertThat(refused.err())
        .contains("checkpoints/%012d is published and none of the database's".formatted(newest));
    assertThat(clinic.count("hipaa.ledger_checkpoint")).isEqualTo(1);
  }

  /** What was the latest checkpoint before a second one was published. */
  private byte[] publishedTwice() throws IOException {
    clinic.purge();
    log.publish();
    byte[] first = Files.readAllBytes(log.folder().resolve("checkpoint"));
    clinic.visits(1000, 1099, "now() - interval '9 years'");
    clinic.purge();
    log.publish();
    return first;
  }

  @Test
  void whatSomebodyElsePublishedThereIsNotWrittenOver() throws IOException {
    clinic.purge();
    Path bundle = log.folder().resolve("tile/entries/000");
    Files.createDirectories(bundle.getParent());
    Files.writeString(bundle, "theirs");

    PurgeRun refused = log.publish();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("tile/entries/000 is published with another content");
    assertThat(log.folder().resolve("checkpoint")).doesNotExist();
  }

  @Test
  void aReceiptThatCannotBeAnEntryIsNotLeftOut() {
    clinic.purge();
    database.run(
        "INSERT INTO hipaa.purge_outbox (run, action, table_name, digest) VALUES (gen_random_uuid(), 'DELETE', 'clinic.visits', sha256('x'))");

    PurgeRun refused = log.publish();

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("of the outbox is of a run that is not known");
  }

  /** What only the database has announced its owner could take back. */
  @Test
  void nothingIsDeletedBeforeItsManifestIsPublished() {
    clinic.edit("attempts: 2", "attempts: 2, checkpointTimeout: PT1S");
    PurgeRun waited = clinic.purge();

    assertThat(waited.code()).isEqualTo(4);
    assertThat(waited.text("message")).contains("limits.checkpointTimeout");
    assertThat(clinic.receipts()).isZero();
    assertThat(clinic.count("clinic.visits")).isEqualTo(310);

    clinic.edit("checkpointTimeout: PT1S", "checkpointTimeout: PT2M");
    try (var purge = PurgeProcess.start(clinic.arguments())) {
      Eventually.holds(() -> clinic.count("hipaa.purge_run") == 2 || !purge.isAlive());
      log.publish();
      assertThat(purge.code()).isZero();
    }
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    assertThat(
            database.number(
                "SELECT count(*) FROM hipaa.ledger_checkpoint WHERE published_at IS NULL"))
        .isZero();
  }

  @Test
  void theWritersRoleCanOnlyAdd() {
    clinic.purge();
    log.publish();
    for (String table : new String[] {"ledger_entry", "ledger_checkpoint", "purge_outbox"}) {
      for (String deed : new String[] {"DELETE FROM hipaa.", "UPDATE hipaa."}) {
        String sql = deed + table + (deed.startsWith("UPDATE") ? " SET " + first(table) : "");
        assertThatThrownBy(() -> database.run("SET ROLE " + log.role() + "; " + sql))
            .rootCause()
            .hasMessageContaining("permission denied");
        database.run("RESET ROLE");
      }
    }
  }

  private static String first(String table) {
    return switch (table) {
      case "ledger_entry" -> "seq = seq";
      case "ledger_checkpoint" -> "size = size";
      default -> "table_name = table_name";
    };
  }

  @Test
  void badInputIsNamed() throws IOException {
    assertThat(log.publish("--kms-key=alias/log").err())
        .contains("one of --signing-key-file and --kms-key");
    String[] elsewhere = log.arguments();
    elsewhere[elsewhere.length - 1] = "s3:/clinic";
    assertThat(PurgeRun.of(elsewhere).err()).contains("--to");
    assertThat(log.publish("--schema=none").code()).isEqualTo(2);
    assertThat(log.publish("--actor=Jane Doe").err()).contains("--actor");
    Files.writeString(Path.of(log.key()), "no key");
    PurgeRun noKey = log.publish();
    assertThat(noKey.code()).isEqualTo(2);
    assertThat(noKey.err()).contains("--signing-key-file");
    assertThat(PurgeRun.of("ledger", "key", "x", "--out", log.key()).err()).contains("is there");
  }

  private String digest(String table) {
    return database
        .texts(
            "SELECT encode(digest, 'hex') FROM hipaa.purge_outbox WHERE action = 'DELETE' AND table_name = '"
                + table
                + "' LIMIT 1")
        .getFirst();
  }

  private void awaitGone() {
    Eventually.holds(
        () ->
            database.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hipaa ledger'")
                == 0);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

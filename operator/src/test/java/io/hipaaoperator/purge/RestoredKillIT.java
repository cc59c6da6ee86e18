package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The writer is killed while it gives a restored database its log back. */
@ExtendWith(PostgresExtension.class)
class RestoredKillIT {
  private static final String NO_HEARTBEAT = "--heartbeat=24h";

  private final TestDatabase database;
  private final Clinic clinic;
  private final PublishedLog log;

  RestoredKillIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 300, 10);
    this.log = PublishedLog.of(database);
  }

  @Test
  void killedAtRandomPointsAllOfItIsBackOrNothing() {
    log.published();
    clinic.visits(1000, 9000, "now() - interval '9 years'");
    clinic.edit("batchRows: 100", "batchRows: 1000");
    database.backUp();
    clinic.purge();
    log.published();
    long receipts = clinic.count("hipaa.purge_outbox");
    database.restore();
    String asked = PublishedLog.asked(log.publish(NO_HEARTBEAT));
    var random = new Random(5);

    for (int kill = 0; kill < 10; kill++) {
      try (var writer =
          PurgeProcess.start(log.arguments(NO_HEARTBEAT, PublishedLog.ACKNOWLEDGED + asked))) {
        Eventually.holds(() -> connected() > 0 || !writer.isAlive());
        pause(random.nextInt(800));
        writer.kill();
      }
      awaitGone();
      assertThat(clinic.count("hipaa.purge_outbox")).isIn(0L, receipts);
    }
    PurgeRun last = log.publish(NO_HEARTBEAT, PublishedLog.ACKNOWLEDGED + asked);

    assertThat(last.code()).as(last.err()).isZero();
    assertThat(clinic.count("hipaa.purge_outbox")).isEqualTo(receipts);
    assertThat(log.verify("--trusted-checkpoint", log.keptCheckpoint()).code()).isZero();
  }

  /** Entries and receipts are there, and it waits with the checkpoint: there it is killed. */
  @Test
  void killedInTheMidstOfItNothingIsBack() throws SQLException {
    log.published();
    database.backUp();
    clinic.purge();
    log.published();
    database.restore();
    String asked = PublishedLog.asked(log.publish(NO_HEARTBEAT));

    try (Connection other = database.connect();
        var statement = other.createStatement();
        var writer =
            PurgeProcess.start(log.arguments(NO_HEARTBEAT, PublishedLog.ACKNOWLEDGED + asked))) {
      statement.execute("LOCK TABLE hipaa.ledger_checkpoint IN EXCLUSIVE MODE");
      Eventually.holds(() -> waiting() > 0 || !writer.isAlive());
      assertThat(writer.isAlive()).as("stopped by the lock").isTrue();
      writer.kill();
      other.rollback();
    }
    awaitGone();

    assertThat(clinic.count("hipaa.purge_outbox")).isZero();
    assertThat(clinic.count("hipaa.ledger_entry")).isEqualTo(1);
    log.giveBack();
    assertThat(clinic.receipts()).isEqualTo(900);
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hipaa ledger' AND wait_event_type = 'Lock'");
  }

  private void awaitGone() {
    Eventually.holds(() -> connected() == 0);
  }

  private long connected() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hipaa ledger'");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

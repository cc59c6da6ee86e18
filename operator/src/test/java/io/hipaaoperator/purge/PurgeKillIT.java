package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process is killed: at any time a row is either there, or it has its receipt. */
@ExtendWith(PostgresExtension.class)
class PurgeKillIT {
  private static final int VISITS = 30_000;
  private static final int KILLS = 12;

  private final TestDatabase database;

  PurgeKillIT(TestDatabase database) {
    this.database = database;
  }

  /** Some kills come before it is connected, most while rows go, and the last run does the rest. */
  @Test
  void atRandomPointsNoRowIsWithoutItsReceiptAndNoReceiptWithoutItsDeletion() {
    Clinic clinic = Clinic.with(database, VISITS, 10);
    clinic.edit("batchRows: 100", "batchRows: 200");
    clinic.hold("patient_id", "42");
    long held = clinic.count("clinic.visits WHERE patient_id = 42 AND id <= " + VISITS);
    var random = new Random(7);
    int midway = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      long before = clinic.receipts();
      try (var purge = PurgeProcess.start(clinic.arguments())) {
        if (kill % 3 > 0) {
          Eventually.holds(() -> clinic.receipts() > before || !purge.isAlive());
        }
        pause(random.nextInt(0, 400));
        purge.kill();
      }
      awaitGone();
      assertConsistent(clinic);
      midway += clinic.receipts() > before ? 1 : 0;
    }
    PurgeRun last = clinic.purge();

    assertThat(midway).as("kills while rows were going").isPositive();
    assertThat(last.code()).as(last.err()).isZero();
    assertConsistent(clinic);
    assertThat(clinic.count("clinic.visits")).isEqualTo(10 + held);
    assertThat(clinic.receipts()).isEqualTo(3 * (VISITS - held));
  }

  /** Somebody's lock stops it at a known statement, and there it is killed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCK TABLE hipaa.purge_run IN EXCLUSIVE MODE",
        "LOCK TABLE hipaa.legal_hold IN ROW EXCLUSIVE MODE",
        "SELECT 1 FROM clinic.notes WHERE visit_id = 150 FOR UPDATE",
        "SELECT 1 FROM clinic.visits WHERE id = 150 FOR UPDATE",
        "LOCK TABLE hipaa.purge_outbox IN EXCLUSIVE MODE"
      })
  void whereALockStopsIt(String lock) throws SQLException {
    Clinic clinic = Clinic.with(database, 300, 10);
    clinic.edit("lockTimeout: PT0.2S", "lockTimeout: PT60S");

    try (Connection other = database.connect();
        var purge = PurgeProcess.start(clinic.arguments())) {
      try (var statement = other.createStatement()) {
        statement.execute(lock);
      }
      Eventually.holds(() -> waiting() > 0 || !purge.isAlive());
      assertThat(purge.isAlive()).as("stopped by the lock").isTrue();
      purge.kill();
      other.rollback();
    }
    awaitGone();

    assertConsistent(clinic);
    assertThat(clinic.purge().code()).isZero();
    assertConsistent(clinic);
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    assertThat(clinic.receipts()).isEqualTo(900);
  }

  private void assertConsistent(Clinic clinic) {
    Set<String> receipts = new HashSet<>(receipts("clinic.visits"));
    assertThat(receipts).hasSize((int) clinic.count(visitReceipts()));
    Set<String> there = new HashSet<>(database.texts("SELECT id FROM clinic.visits"));
    var digests = new RecordDigests(new byte[32]);
    long last = clinic.count("clinic.visits") + receipts.size();
    LongStream.rangeClosed(1, last)
        .mapToObj(String::valueOf)
        .forEach(
            id ->
                assertThat(receipts.contains(digests.of("clinic.visits", List.of(id))))
                    .as("receipt of %s, which is %s", id, there.contains(id) ? "there" : "gone")
                    .isNotEqualTo(there.contains(id)));
    assertThat(
            clinic.count(
                "clinic.notes n LEFT JOIN clinic.visits v ON v.id = visit_id WHERE v.id IS NULL"))
        .isZero();
    assertThat(clinic.count("clinic.notes") + receipts("clinic.notes").size()).isEqualTo(2 * last);
  }

  private static String visitReceipts() {
    return "hipaa.purge_outbox WHERE action = 'DELETE' AND table_name = 'clinic.visits'";
  }

  private List<String> receipts(String table) {
    return database.texts(
        "SELECT encode(digest, 'hex') FROM hipaa.purge_outbox WHERE action = 'DELETE' AND table_name = '"
            + table
            + "'");
  }

  /** The server may still be at a statement of a client that is no more. */
  private void awaitGone() {
    Eventually.holds(
        () ->
            database.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'hipaa purge%'")
                == 0);
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'hipaa purge%' AND wait_event_type = 'Lock'");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that somebody moves or changes while they are being deleted. */
@ExtendWith(PostgresExtension.class)
class MovedRowsIT {
  private static final String TABLES =
      """
      CREATE SCHEMA clinic;
      CREATE TABLE clinic.visits (id bigint PRIMARY KEY, ended_at timestamptz, tenant text);
      CREATE TABLE clinic.notes (
        id bigint PRIMARY KEY, visit_id bigint REFERENCES clinic.visits, author text);
      CREATE TABLE clinic.files (
        id bigint PRIMARY KEY, note_id bigint REFERENCES clinic.notes, author text);
      CREATE INDEX ON clinic.notes (visit_id);
      CREATE INDEX ON clinic.files (note_id);
      INSERT INTO clinic.visits VALUES (1, '2001-01-01', 'a'), (2, now(), 'a');
      INSERT INTO clinic.notes VALUES (10, 1, 'a');
      """;
  static final String TARGETS =
      """
      targets:
      - schema: clinic
        table: visits
        primaryKey: [id]
        timestamp: ended_at
        keep: P7Y
        tenant: {column: tenant, value: a}
        children:
        - schema: clinic
          table: notes
          primaryKey: [id]
          foreignKey: [visit_id]
          children:
          - schema: clinic
            table: files
            primaryKey: [id]
            foreignKey: [note_id]
      """;

  private final TestDatabase database;

  MovedRowsIT(TestDatabase database) {
    this.database = database;
  }

  /** Files are deleted already when it is seen that their note belongs to another visit now. */
  @Test
  void whatIsBelowARowThatMovesAwayStays() throws SQLException {
    Clinic clinic = clinic(3);

    purgeDuring(clinic, "UPDATE clinic.notes SET visit_id = 2");

    assertThat(clinic.count("clinic.files")).isEqualTo(3);
    assertThat(clinic.count("clinic.notes")).isEqualTo(1);
    assertThat(
            clinic.count(
                "hipaa.purge_outbox WHERE action = 'DELETE' AND table_name = 'clinic.files'"))
        .isZero();
  }

  /** More than a batch: it goes piece by piece, and the first piece waits for the change. */
  @Test
  void aRowOfALargeRecordThatComesUnderHoldStays() throws SQLException {
    Clinic clinic = clinic(1000);
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, key_columns, key_values) VALUES ('h', '{author}', '{eve}')");

    purgeDuring(clinic, "UPDATE clinic.files SET author = 'eve'");

    assertAllThere(clinic);
  }

  @Test
  void aLargeRecordThatIsNotDueAnyMoreStays() throws SQLException {
    Clinic clinic = clinic(1000);

    purgeDuring(
        clinic,
        "UPDATE clinic.files SET author = 'b'; UPDATE clinic.visits SET ended_at = now() WHERE id = 1");

    assertAllThere(clinic);
  }

  @Test
  void aLargeRecordThatGoesToAnotherTenantStays() throws SQLException {
    Clinic clinic = clinic(1000);

    purgeDuring(
        clinic,
        "UPDATE clinic.files SET author = 'b'; UPDATE clinic.visits SET tenant = 'b' WHERE id = 1");

    assertAllThere(clinic);
  }

  @Test
  void aPartOfALargeRecordThatMovesAwayStays() throws SQLException {
    Clinic clinic = clinic(1000);

    purgeDuring(
        clinic, "UPDATE clinic.files SET author = 'b'; UPDATE clinic.notes SET visit_id = 2");

    assertThat(clinic.count("clinic.files")).isEqualTo(1000);
  }

  @Test
  void whereNobodyDisturbsAllOfALargeRecordGoes() {
    Clinic clinic = clinic(1000);

    assertThat(clinic.purge().number("purged")).isEqualTo(1002);
    assertThat(clinic.receipts()).isEqualTo(1002);
  }

  private Clinic clinic(int files) {
    database.run(TABLES);
    database.run(
        "INSERT INTO clinic.files SELECT i, 10, 'a' FROM generate_series(1, " + files + ") i");
    return Clinic.of(database, TARGETS).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
  }

  private void assertAllThere(Clinic clinic) {
    assertThat(clinic.count("clinic.visits")).isEqualTo(2);
    assertThat(clinic.count("clinic.notes")).isEqualTo(1);
    assertThat(clinic.count("clinic.files")).isEqualTo(1000);
    assertThat(clinic.receipts()).isZero();
  }

  /** The change is made before the run, and committed when a deletion waits for it. */
  private void purgeDuring(Clinic clinic, String change) throws SQLException {
    try (Connection other = database.connect();
        var statement = other.createStatement()) {
      statement.execute(change);
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting() == 1);
      other.commit();
      PurgeRun run = purge.join();
      assertThat(run.code()).as(run.err()).isZero();
    }
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'hipaa purge'");
  }
}

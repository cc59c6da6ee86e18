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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hold that a purge can't follow stops it: what it was meant to hold is not known. */
@ExtendWith(PostgresExtension.class)
class HoldReachIT {
  private static final String HOLD =
      "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h-7', %s, '%s', '{3}')";

  private final TestDatabase database;
  private final Clinic clinic;

  HoldReachIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 10, 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clinic.vists   | {id}        | legal hold h-7: there is no table clinic.vists
          clinic.Visits  | {id}        | legal hold h-7: there is no table clinic.Visits
          clinik.visits  | {id}        | legal hold h-7: there is no table clinik.visits
          clinic.recent  | {id}        | legal hold h-7: there is no table clinic.recent
          clinic.visits  | {ID}        | legal hold h-7: clinic.visits has no column [ID]
          clinic.bills   | {nr}        | legal hold h-7: clinic.bills has no column [nr]
          -          | {patientid} | legal hold h-7: no table has the columns [patientid]
          """)
  void aHoldThatFitsNothing(String table, String columns, String message) {
    database.run("CREATE VIEW clinic.recent AS TABLE clinic.visits");
    database.run("CREATE TABLE clinic.bills (id int)");
    hold(table, columns);

    assertStopped(clinic.purge(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clinic.bills   | {id}
          -          | {bill_nr}
          """)
  void aHoldOnATableThatIsNotOfThePlanStopsNothing(String table, String columns) {
    database.run("CREATE TABLE clinic.bills (id int, bill_nr int)");
    hold(table, columns);

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("purged")).isEqualTo(30);
  }

  /** All of a patient is meant, and the visits are of the patient. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          clinic.patients | {id}     | targets[0]: legal hold h-7 is on clinic.patients, to whose rows those of clinic.visits refer
          clinic.families | {id}     | targets[0]: legal hold h-7 is on clinic.families, to whose rows those of clinic.visits refer
          -           | {mrn}    | targets[0]: legal hold h-7 is on clinic.patients, to whose rows those of clinic.visits refer
          clinic.authors  | {author} | targets[0].children[0]: legal hold h-7 is on clinic.authors, to whose rows those of clinic.notes refer
          """)
  void aHoldOnARecordThatRowsReferTo(String table, String columns, String message) {
    patients();
    hold(table, columns);

    assertStopped(clinic.purge(), message);
  }

  @Test
  void aHoldByAColumnThatTheRowsHaveThemselvesIsFollowed() {
    patients();
    hold("-", "{patient_id}");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("held")).isEqualTo(1);
    assertThat(clinic.count("clinic.visits WHERE patient_id = 3")).isEqualTo(1);
  }

  /** It is laid after the look at the start: the batch sees it. */
  @Test
  void aHoldThatFitsNothingAndComesDuringTheRun() throws SQLException {
    clinic.edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    try (Connection holder = database.connect();
        var statement = holder.createStatement()) {
      statement.execute(HOLD.formatted("'clinic', 'vists'", "{id}"));
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting() == 1);
      holder.commit();

      assertStopped(6, purge.join(), "legal hold h-7: there is no table clinic.vists");
    }
  }

  /** On a table, or on any where it is a dash. */
  private void hold(String table, String columns) {
    String name = table.equals("-") ? "NULL, NULL" : "'" + table.replace(".", "', '") + "'";
    database.run(HOLD.formatted(name, columns));
  }

  private void patients() {
    database.run(
        """
        CREATE TABLE clinic.families (id bigint PRIMARY KEY);
        CREATE TABLE clinic.patients (
          id bigint PRIMARY KEY, mrn text, family bigint REFERENCES clinic.families);
        CREATE TABLE clinic.authors (author text PRIMARY KEY);
        INSERT INTO clinic.patients SELECT DISTINCT patient_id FROM clinic.visits;
        INSERT INTO clinic.authors VALUES ('a');
        ALTER TABLE clinic.visits ADD FOREIGN KEY (patient_id) REFERENCES clinic.patients;
        ALTER TABLE clinic.notes ADD FOREIGN KEY (author) REFERENCES clinic.authors;
        """);
  }

  private void assertStopped(PurgeRun run, String message) {
    assertStopped(2, run, message);
  }

  private void assertStopped(int code, PurgeRun run, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(code);
    assertThat(clinic.count("clinic.visits")).isEqualTo(20);
    assertThat(clinic.receipts()).isZero();
  }

  private long waiting() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'hipaa purge'");
  }
}

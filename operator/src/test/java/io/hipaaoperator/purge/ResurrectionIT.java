package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that were deleted with a receipt are back in their table. */
@ExtendWith(PostgresExtension.class)
class ResurrectionIT {
  private static final String RECEIPTS =
      "hipaa.purge_outbox WHERE action = 'RESURRECTION' AND table_name = 'clinic.";

  private final TestDatabase database;
  private final Clinic clinic;

  ResurrectionIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 300, 10);
  }

  @Test
  void whereNothingIsBackNothingIsFound() {
    PurgeRun first = clinic.purge();
    clinic.visits(1000, 1009, "now() - interval '9 years'");
    PurgeRun second = clinic.purge();

    assertThat(first.number("resurrected")).isZero();
    assertThat(second.json().path("resurrected").isNumber()).isTrue();
    assertThat(second.number("resurrected")).isZero();
    assertThat(clinic.count(RECEIPTS + "visits'")).isZero();
  }

  /** Somebody brings a table back from a dump: its receipts never went. */
  @Test
  void rowsOfATableThatIsBackAreFoundAndGoAgain() {
    copyRows();
    clinic.purge();
    bringBack("id <= 40");
    clinic.visits(1000, 1009, "now() - interval '9 years'");

    PurgeRun found = clinic.purge();

    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.number("resurrected")).isEqualTo(40 * 3);
    assertThat(found.number("repurged")).isEqualTo(40 * 3);
    assertThat(found.number("purged")).isEqualTo(50 * 3);
    assertThat(clinic.count(RECEIPTS + "visits'")).isEqualTo(40);
    assertThat(clinic.count(RECEIPTS + "notes'")).isEqualTo(80);
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    assertThat(clinic.purge().number("resurrected")).isZero();
  }

  @Test
  void whatIsHeldIsFoundAndStays() {
    copyRows();
    clinic.purge();
    bringBack("id <= 40");
    clinic.hold("id", "7");

    PurgeRun found = clinic.purge();
    PurgeRun later = clinic.purge();

    assertThat(found.number("resurrected")).isEqualTo(120);
    assertThat(found.number("repurged")).isEqualTo(117);
    assertThat(clinic.count("clinic.visits WHERE id = 7")).isEqualTo(1);
    assertThat(later.number("resurrected")).isEqualTo(3);
    assertThat(later.number("repurged")).isZero();
    assertThat(clinic.count(RECEIPTS + "visits'")).as("said once").isEqualTo(40);

    database.run("UPDATE hipaa.legal_hold SET released_at = now()");
    PurgeRun released = clinic.purge();
    assertThat(released.number("repurged")).isEqualTo(3);
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  @Test
  void aRunThatDeletesNothingSaysWhatIsBackAndWritesNothing() {
    copyRows();
    clinic.purge();
    bringBack("id <= 40");
    long receipts = clinic.count("hipaa.purge_outbox");

    PurgeRun dry = clinic.dryRun();
    clinic.edit("share: 1", "share: 0.1");
    PurgeRun refused = clinic.purge();

    assertThat(dry.number("resurrected")).isEqualTo(120);
    assertThat(refused.text("outcome")).isEqualTo("REFUSED");
    assertThat(refused.number("resurrected")).isEqualTo(120);
    assertThat(refused.number("repurged")).isZero();
    assertThat(clinic.count("hipaa.purge_outbox")).isEqualTo(receipts);
  }

  /** A run has its limit: what it leaves is found again by the next. */
  @Test
  void whatTheLimitLeavesIsTheNextRuns() {
    copyRows();
    clinic.purge();
    bringBack("true");
    clinic.edit("batchRows: 100", "batchRows: 100, rowsPerRun: 600");

    PurgeRun first = clinic.purge();
    PurgeRun second = clinic.purge();

    assertThat(first.number("repurged")).isEqualTo(600);
    assertThat(second.number("repurged")).isEqualTo(300);
    assertThat(clinic.count(RECEIPTS + "visits'")).isEqualTo(300);
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  /** It has said what is back, and waits for a row that goes: there it is killed. */
  @Test
  void killedBeforeItDeletesItSaysSoOnce() throws SQLException {
    copyRows();
    clinic.purge();
    bringBack("id <= 40");
    clinic.edit("lockTimeout: PT0.2S", "lockTimeout: PT60S");

    try (Connection other = database.connect();
        var statement = other.createStatement();
        var purge = PurgeProcess.start(clinic.arguments())) {
      statement.execute("SELECT 1 FROM clinic.notes WHERE visit_id = 20 FOR UPDATE");
      Eventually.holds(() -> waiting() > 0 || !purge.isAlive());
      assertThat(purge.isAlive()).as("stopped by the lock").isTrue();
      purge.kill();
      other.rollback();
    }

    Eventually.holds(() -> connected() == 0);
    assertThat(clinic.count(RECEIPTS + "visits'")).isEqualTo(40);
    assertThat(clinic.count("clinic.visits")).isEqualTo(50);
    assertThat(clinic.purge().number("repurged")).isEqualTo(120);
    assertThat(clinic.count(RECEIPTS + "visits'")).isEqualTo(40);
    assertThat(clinic.receipts()).isEqualTo(900 + 120);
  }

  /** Looking for receipts takes its time; the server ends sessions that idle in a transaction. */
  @Test
  void whileItLooksNoTransactionIdles() throws SQLException {
    clinic.purge();
    clinic.visits(1000, 1009, "now() - interval '9 years'");
    database.run(
        "CREATE OR REPLACE FUNCTION hipaa.receipted(asked bytea[]) RETURNS TABLE (record bytea, is_gone boolean) LANGUAGE sql STABLE SECURITY DEFINER AS $$SELECT NULL::bytea, false FROM pg_sleep(3) s(x) WHERE x::text = 'never'$$");

    try (var purge = PurgeProcess.start(clinic.arguments())) {
      Eventually.holds(() -> sessions("wait_event = 'PgSleep'") > 0 || !purge.isAlive());
      assertThat(sessions("application_name = 'hipaa purge' AND state = 'idle'")).isEqualTo(1);
      assertThat(purge.code()).isZero();
    }
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  private long connected() {
    return sessions("true");
  }

  private long sessions(String which) {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'hipaa purge%%' AND %s"
            .formatted(which));
  }

  private long waiting() {
    return sessions("wait_event_type = 'Lock'");
  }

  /** Who may ask has to know what for. */
  @Test
  void theRoleCanStillNotReadReceipts() {
    clinic.purge();
    assertThatThrownBy(
            () ->
                database.run(
                    "SET ROLE " + clinic.role() + "; SELECT count(*) FROM hipaa.purge_outbox"))
        .rootCause()
        .hasMessageContaining("permission denied");
    database.run("RESET ROLE");
    database.run("REVOKE EXECUTE ON FUNCTION hipaa.receipted(bytea[]) FROM " + clinic.role());
    assertThat(clinic.purge().err()).contains("lacks EXECUTE on").contains("receipted");
  }

  /** A database that was migrated by an earlier version, with receipts in it. */
  @Test
  void anOlderDatabaseIsRefusedUntilItIsMigrated() {
    clinic.purge();
    database.run("DELETE FROM hipaa.migration WHERE version = 2");
    database.run(
        "ALTER TABLE hipaa.purge_outbox DROP CONSTRAINT purge_outbox_action_check, ADD CONSTRAINT purge_outbox_action_check CHECK (action IN ('MANIFEST', 'DELETE', 'RESULT'))");

    PurgeRun refused = clinic.purge();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("of version 1; run what `hipaa purge sql` prints");

    clinic.migrateAnew();
    assertThat(clinic.purge().code()).isZero();
  }

  private void copyRows() {
    database.run("CREATE TABLE public.visits_dump AS SELECT * FROM clinic.visits");
    database.run("CREATE TABLE public.notes_dump AS SELECT * FROM clinic.notes");
  }

  private void bringBack(String which) {
    database.run(
        "INSERT INTO clinic.visits SELECT * FROM public.visits_dump d WHERE %s AND NOT EXISTS (SELECT FROM clinic.visits v WHERE v.id = d.id)"
            .formatted(which));
    database.run(
        "INSERT INTO clinic.notes SELECT * FROM public.notes_dump d WHERE visit_id IN (SELECT id FROM clinic.visits) AND NOT EXISTS (SELECT FROM clinic.notes n WHERE n.id = d.id)");
  }
}

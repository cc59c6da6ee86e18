package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of a run that had begun and failed. */
@ExtendWith(PostgresExtension.class)
class PurgeFailureIT {
  private final TestDatabase database;

  PurgeFailureIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void aStatementThatIsRefusedMidway() {
    Clinic clinic = stopping("RAISE EXCEPTION 'no';");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isEqualTo(6);
    assertThat(run.text("outcome")).isEqualTo("FAILED");
    assertThat(run.number("purged")).isPositive().isEqualTo(clinic.receipts());
    assertThat(database.texts("SELECT run FROM hipaa.purge_run")).containsExactly(run.text("run"));
    assertThat(clinic.count("hipaa.purge_outbox WHERE action = 'RESULT'")).isEqualTo(2);
    assertThat(run.json().path("targets").path(0).path("purged").asLong())
        .isEqualTo(250 - clinic.count("clinic.visits"));
    assertThat(run.json().has("held")).isFalse();
    assertThat(run.json().has("remaining")).isFalse();
    assertThat(run.json().has("receipt")).isTrue();
  }

  /** Whether the last commit came through nobody knows who has no connection. */
  @Test
  void aConnectionThatIsLostMidway() {
    Clinic clinic = stopping("PERFORM pg_terminate_backend(pg_backend_pid());");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isEqualTo(6);
    assertThat(run.text("outcome")).isEqualTo("FAILED");
    assertThat(run.json().has("purged")).isFalse();
    assertThat(run.number("purgedAtLeast")).isPositive().isLessThanOrEqualTo(clinic.receipts());
    assertThat(run.json().has("receipt")).isFalse();
    assertThat(run.text("run")).isNotEmpty();
  }

  @Test
  void aHoldThatCantBeReadAndComesMidwayIsNamed() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    try (Connection holder = database.connect();
        var statement = holder.createStatement()) {
      statement.execute(
          "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('case-7', 'clinic', 'visits', '{id}', '{seven}')");
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(
          () ->
              database.number(
                      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = 'hipaa purge'")
                  == 1);
      holder.commit();

      PurgeRun run = purge.join();

      assertThat(run.code()).as(run.err()).isEqualTo(6);
      assertThat(run.text("message")).contains("legal hold case-7");
      assertThat(run.number("purged")).isZero();
      assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    }
  }

  private Clinic stopping(String statement) {
    Clinic clinic =
        Clinic.with(database, 250, 0).edit("keep: P7Y", "keep: P7Y\n  triggers: [stops]");
    database.run(
        """
        CREATE FUNCTION clinic.stops() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS '
          BEGIN IF OLD.id = 200 THEN %s END IF; RETURN OLD; END';
        CREATE TRIGGER stops BEFORE DELETE ON clinic.visits FOR EACH ROW EXECUTE FUNCTION clinic.stops()
        """
            .formatted(statement.replace("'", "''")));
    return clinic;
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A hold and a purge at the same time, in either order: no record that is held by then is deleted.
 */
@ExtendWith(PostgresExtension.class)
class LegalHoldRaceIT {
  private static final String HOLD =
      "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values)"
          + " VALUES ('%1$s', 'clinic', 'visits', '{id}', '{%1$s}')";

  private final TestDatabase database;

  LegalHoldRaceIT(TestDatabase database) {
    this.database = database;
  }

  /** The batch is open, with rows deleted: the hold is not acknowledged before it is decided. */
  @Test
  void aHoldThatComesDuringABatchWaitsUntilItIsCommitted() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    try (Connection blocker = database.connect();
        Connection holder = database.connect()) {
      execute(blocker, "SELECT 1 FROM clinic.visits WHERE id = 10 FOR UPDATE");
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting("hipaa purge") == 1);
      var hold = CompletableFuture.runAsync(() -> lay(holder, 3), Thread::startVirtualThread);
      Eventually.holds(() -> waiting("PostgreSQL JDBC Driver") == 1);
      assertThat(hold).as("the hold while the batch is open").isNotDone();
      blocker.rollback();

      assertThat(purge.join().code()).isZero();
      hold.join();
    }
    // The hold was acknowledged after the record was gone, and not before.
    assertThat(clinic.count("clinic.visits WHERE id = 3")).isZero();
    assertThat(clinic.receipts()).isEqualTo(30);
  }

  /** The hold is not committed yet: the purge does not go past it. */
  @Test
  void whileAHoldIsBeingLaidNothingGoesAndTheNextRunSeesIt() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0);
    try (Connection holder = database.connect()) {
      execute(holder, HOLD.formatted(3));

      PurgeRun during = clinic.purge();

      assertThat(during.code()).as(during.err()).isEqualTo(4);
      assertThat(during.text("outcome")).isEqualTo("BUSY");
      assertThat(clinic.count("clinic.visits")).isEqualTo(10);
      holder.commit();
    }
    PurgeRun after = clinic.purge();

    assertThat(after.code()).as(after.err()).isZero();
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("3");
  }

  /** The hold comes after the candidates were found, before their batch. */
  @Test
  void aHoldThatComesBetweenTheManifestAndTheBatchHolds() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    try (Connection holder = database.connect()) {
      execute(holder, HOLD.formatted(3));
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting("hipaa purge") == 1);
      holder.commit();

      assertThat(purge.join().number("purged")).isEqualTo(27);
    }
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("3");
    assertThat(clinic.count("hipaa.purge_outbox WHERE action = 'MANIFEST' AND row_count = 10"))
        .isEqualTo(1);
  }

  /** The batch waits for the hold: under a snapshot of its beginning it would not see it after. */
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  void theIsolationThatARoleHasByDefaultDoesNotMatter(String isolation) throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    database.run(
        "ALTER ROLE %s SET default_transaction_isolation = '%s'"
            .formatted(clinic.role(), isolation));
    try (Connection blocker = database.connect();
        Connection holder = database.connect()) {
      execute(blocker, "LOCK TABLE hipaa.purge_run IN EXCLUSIVE MODE");
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waitingFor("hipaa.purge_run") == 1);
      execute(holder, HOLD.formatted(3));
      blocker.rollback();
      Eventually.holds(() -> waitingFor("hipaa.legal_hold") == 1);
      holder.commit();

      assertThat(purge.join().number("purged")).isEqualTo(27);
    }
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("3");
  }

  /** Holds rain while batches run: what was acknowledged while the record was there, stays. */
  @Test
  void noHoldThatWasAcknowledgedInTimeIsBroken() throws Exception {
    int visits = 20_000;
    Clinic clinic = Clinic.with(database, visits, 0).edit("attempts: 2", "attempts: 100");
    var done = new AtomicBoolean();
    var holds = CompletableFuture.supplyAsync(() -> rain(done, visits), Thread::startVirtualThread);

    PurgeRun run = clinic.purge();
    done.set(true);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(holds.join()).as("holds laid meanwhile").isPositive();
    assertThat(clinic.count("hipaa.legal_hold WHERE hold_uid LIKE 'kept%'")).isPositive();
    assertThat(
            clinic.count(
                "hipaa.legal_hold h WHERE hold_uid LIKE 'kept%' AND NOT EXISTS (SELECT 1 FROM clinic.visits v WHERE v.id = h.key_values[1]::bigint)"))
        .as("records that were there when their hold was acknowledged, and are gone")
        .isZero();
  }

  /** Under the same lock a purge waits for, a hold sees whether its record is still there. */
  private int rain(AtomicBoolean done, int visits) {
    int laid = 0;
    try (Connection holder = database.connect()) {
      while (!done.get()) {
        long id = ThreadLocalRandom.current().nextLong(1, visits + 1);
        execute(
            holder,
            "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('laid' || clock_timestamp(), 'clinic', 'visits', '{id}', '{"
                + id
                + "}')");
        execute(
            holder,
            "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) SELECT 'kept' || clock_timestamp(), 'clinic', 'visits', '{id}', ARRAY[id::text] FROM clinic.visits WHERE id = "
                + id);
        holder.commit();
        laid++;
      }
      return laid;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void lay(Connection connection, int id) {
    try {
      execute(connection, HOLD.formatted(id));
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long waitingFor(String table) {
    return database.number(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass");
  }

  private long waiting(String name) {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND application_name = '"
            + name
            + "'");
  }
}

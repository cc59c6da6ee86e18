package io.hipaaoperator.purge;

import static io.hipaaoperator.purge.HoldDesk.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is killed, that is not alone, or that comes while a purge deletes. */
@ExtendWith(PostgresExtension.class)
class HoldKillIT {
  private final TestDatabase database;

  HoldKillIT(TestDatabase database) {
    this.database = database;
  }

  /** Somebody's lock stops it at a known statement, and there it is killed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_advisory_xact_lock(hashtextextended('4f1c-77', 1))",
        "LOCK TABLE hipaa.legal_hold IN SHARE MODE",
        "LOCK TABLE hipaa.legal_hold IN ACCESS EXCLUSIVE MODE"
      })
  void killedAnywhereItHoldsAllOrNothingAndTheNextRunDoesIt(String lock) throws SQLException {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    String plan = HoldDesk.plan(false, visit(3), visit(4));
    try (Connection other = database.connect()) {
      execute(other, lock);
      try (var hold = PurgeProcess.start(desk.arguments("killed.json", plan))) {
        Eventually.holds(() -> waiting() > 0 || !hold.isAlive());
        assertThat(hold.isAlive()).as("stopped by the lock").isTrue();
        hold.kill();
      }
      other.rollback();
    }
    Eventually.holds(() -> running() == 0);

    assertThat(desk.inForce()).isIn(0L, 2L);
    assertThat(desk.lay(visit(3), visit(4)).text("outcome")).isEqualTo("HELD");
    assertThat(desk.inForce()).isEqualTo(2);
  }

  @Test
  void twoAtOnceLayItOnce() {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    Supplier<PurgeRun> lay =
        () -> PurgeRun.of(desk.arguments("both.json", HoldDesk.plan(false, visit(3), visit(4))));

    var one = CompletableFuture.supplyAsync(lay);
    var other = CompletableFuture.supplyAsync(lay);

    assertThat(one.join().text("outcome")).isEqualTo("HELD");
    assertThat(other.join().text("outcome")).isEqualTo("HELD");
    assertThat(one.join().number("changed") + other.join().number("changed")).isEqualTo(2);
    assertThat(desk.inForce()).isEqualTo(2);
  }

  /** It waits for the batch that is open, and says so only when it is committed. */
  @Test
  void aHoldThatComesDuringABatchIsAcknowledgedAfterIt() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    var desk = new HoldDesk(database);
    try (Connection blocker = database.connect()) {
      execute(blocker, "SELECT 1 FROM clinic.visits WHERE id = 10 FOR UPDATE");
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting("hipaa purge") == 1);
      var hold =
          CompletableFuture.supplyAsync(() -> desk.lay(visit(3)), Thread::startVirtualThread);
      Eventually.holds(() -> waiting() == 1);
      assertThat(hold).as("the hold while the batch is open").isNotDone();
      blocker.rollback();

      assertThat(purge.join().code()).isZero();
      assertThat(hold.join().text("outcome")).isEqualTo("HELD");
    }
    assertThat(clinic.count("clinic.visits WHERE id = 3")).isZero();
  }

  /** One that is laid between the manifest and the batch is kept. */
  @Test
  void aHoldThatIsLaidBeforeTheBatchHolds() throws Exception {
    Clinic clinic = Clinic.with(database, 10, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT30S");
    var desk = new HoldDesk(database);
    try (Connection blocker = database.connect()) {
      execute(blocker, "LOCK TABLE hipaa.purge_run IN EXCLUSIVE MODE");
      var purge = CompletableFuture.supplyAsync(clinic::purge, Thread::startVirtualThread);
      Eventually.holds(() -> waiting("hipaa purge") == 1);
      assertThat(desk.lay(visit(3)).text("outcome")).isEqualTo("HELD");
      blocker.rollback();

      assertThat(purge.join().code()).isZero();
    }
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("3");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long waiting() {
    return waiting("hipaa hold");
  }

  private long waiting(String name) {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
            + " wait_event_type = 'Lock' AND application_name = '"
            + name
            + "'");
  }

  private long running() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND"
            + " application_name = 'hipaa hold'");
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stops a purge that is right in its form. */
@ExtendWith(PostgresExtension.class)
class PurgeGuardIT {
  private static final String SECOND =
      """
      - schema: clinic
        table: visits
        primaryKey: [id]
        timestamp: ended_at
        keep: P6Y
      """
          + Clinic.CHILDREN;

  private final TestDatabase database;

  PurgeGuardIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void aSuddenJumpOfTheShareThatIsDue() {
    Clinic clinic = Clinic.with(database, 10, 90).edit("share: 1", "share: 0.05");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.text("outcome")).isEqualTo("REFUSED");
    assertThat(run.text("message"))
        .isEqualTo("limits.share: 10 of 100 rows of clinic.visits are due, more than 0.05");
    assertThat(clinic.count("clinic.visits")).isEqualTo(100);
    assertThat(clinic.count("hipaa.purge_outbox")).isZero();
  }

  /** Fourteen of a hundred are past either period, which is less than a fifth; together more. */
  @Test
  void targetsOfOneTableCountTogether() {
    Clinic clinic = Clinic.with(database, 14, 86).edit("share: 1", "share: 0.2");
    String[] alone = clinic.arguments("alone.yaml");
    clinic.append(SECOND.stripTrailing());

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.text("message"))
        .isEqualTo("limits.share: 28 of 100 rows of clinic.visits are due, more than 0.2");
    assertThat(clinic.count("clinic.visits")).isEqualTo(100);
    assertThat(PurgeRun.of(alone).number("purged")).as("one of them").isEqualTo(42);
  }

  @Test
  void anActorThatIsNoName() {
    Clinic clinic = Clinic.with(database, 10, 0);
    String[] arguments = Arrays.copyOf(clinic.arguments(), clinic.arguments().length + 2);
    arguments[arguments.length - 2] = "--actor";
    arguments[arguments.length - 1] = "Jane Doe, of the archive";

    PurgeRun run = PurgeRun.of(arguments);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--actor: must be a name");
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  @Test
  void aPlanThatIsNotTheOneThatWasAgreedTo() {
    Clinic clinic = Clinic.with(database, 10, 0);
    clinic.append("approvedHash: " + "f0".repeat(32));

    assertThat(clinic.dryRun().text("outcome")).isEqualTo("DRY_RUN");
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  @Test
  void aCutoffInTheFuture() {
    Clinic clinic = Clinic.with(database, 10, 0).append("notAfter: 2199-01-01T00:00:00Z");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("notAfter: is in the future");
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  @Test
  void nothingYoungerThanTheLatestDateOfThePlan() {
    Clinic clinic = Clinic.with(database, 10, 0).append("notAfter: 2001-01-01T00:00:00Z");

    assertThat(clinic.purge().number("purged")).isZero();
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
  }

  @Test
  void anotherRunOfThePolicy() throws SQLException {
    Clinic clinic = Clinic.with(database, 10, 0);
    try (Connection other = database.connect();
        var statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(hashtextextended('0c5f', 0))");

      PurgeRun run = clinic.purge();

      assertThat(run.code()).isEqualTo(4);
      assertThat(run.text("message")).isEqualTo("another run of this policy is under way");
      assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    }
  }

  @Test
  void twoPoliciesOnTheSameTableLeaveEachRowOneReceipt() {
    Clinic clinic = Clinic.with(database, 6_000, 10).edit("attempts: 2", "attempts: 50");
    String[] first = clinic.arguments("first.yaml");
    clinic.edit("uid: 0c5f", "uid: 1d6e");
    String[] second = clinic.arguments("second.yaml");

    var other = CompletableFuture.supplyAsync(() -> PurgeRun.of(first), Thread::startVirtualThread);
    PurgeRun run = PurgeRun.of(second);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(other.join().code()).as(other.join().err()).isZero();
    assertThat(clinic.count("clinic.visits")).isEqualTo(10);
    assertThat(clinic.receipts()).isEqualTo(18_000);
    assertThat(
            database.number(
                "SELECT count(DISTINCT digest) FROM hipaa.purge_outbox WHERE action = 'DELETE'"))
        .isEqualTo(18_000);
  }

  @Test
  void aRowThatSomebodyHasLockedIsLeftToTheNextRun() throws SQLException {
    Clinic clinic =
        Clinic.with(database, 12, 0).edit("lockTimeout: PT0.2S", "lockTimeout: PT0.05S");
    try (Connection other = database.connect();
        var statement = other.createStatement()) {
      statement.execute("SELECT 1 FROM clinic.visits WHERE id = 5 FOR UPDATE");

      PurgeRun run = clinic.purge();

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.number("remaining")).isEqualTo(1);
      assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("5");
    }
    assertThat(clinic.purge().number("purged")).isEqualTo(3);
  }

  @Test
  void aTriggerThatKeepsRowsLeavesNoReceipt() {
    Clinic clinic =
        Clinic.with(database, 10, 0).edit("keep: P7Y", "keep: P7Y\n  triggers: [keeps]");
    database.run(
        """
        CREATE FUNCTION clinic.keeps() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER keeps BEFORE DELETE ON clinic.visits FOR EACH ROW EXECUTE FUNCTION clinic.keeps()
        """);

    PurgeRun run = clinic.purge();

    assertThat(run.number("remaining")).as(run.err()).isEqualTo(10);
    assertThat(clinic.count("clinic.notes")).isEqualTo(20);
    assertThat(clinic.receipts()).isZero();
  }

  @Test
  void aClockThatIsWrong() {
    Clinic clinic = Clinic.with(database, 10, 0);

    assertThat(clinic.problemsAt(Instant.now().minusSeconds(3600)))
        .anyMatch(it -> it.startsWith("cutoff: the clock of the database is 36"));
  }
}

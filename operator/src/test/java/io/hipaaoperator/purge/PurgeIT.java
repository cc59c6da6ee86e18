package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a run deletes, what it leaves, and what it says about it. */
@ExtendWith(PostgresExtension.class)
class PurgeIT {
  private static final String SECOND =
      "\n"
          + Clinic.CHILDREN
          + """
          - schema: clinic
            table: visits
            primaryKey: [id]
            timestamp: ended_at
            keep: P6Y""";

  private final TestDatabase database;

  PurgeIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void whatIsDueGoesWithWhatIsBelowAndEachRowHasAReceipt() {
    Clinic clinic = Clinic.with(database, 250, 50);

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text("outcome")).isEqualTo("PURGED");
    assertThat(run.number("purged")).isEqualTo(750);
    assertThat(run.number("remaining")).isZero();
    assertThat(clinic.count("clinic.visits")).isEqualTo(50);
    assertThat(clinic.count("clinic.notes")).isEqualTo(100);
    assertThat(clinic.receipts()).isEqualTo(750);
  }

  @Test
  void withoutApprovalNothingGoesAndNothingIsWritten() {
    Clinic clinic = Clinic.with(database, 10, 10);

    PurgeRun run = clinic.dryRun();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text("outcome")).isEqualTo("DRY_RUN");
    assertThat(run.number("remaining")).isEqualTo(10);
    assertThat(clinic.count("clinic.visits")).isEqualTo(20);
    assertThat(clinic.count("hipaa.purge_outbox")).isZero();
  }

  @Test
  void recordsUnderLegalHoldStayWithAllThatIsBelow() {
    Clinic clinic = Clinic.with(database, 300, 0);
    clinic.hold("id", "0007");
    clinic.hold("patient_id", "8");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("held")).isEqualTo(4);
    assertThat(database.texts("SELECT id FROM clinic.visits ORDER BY id"))
        .containsExactly("7", "8", "108", "208");
    assertThat(clinic.count("clinic.notes")).isEqualTo(8);
  }

  @Test
  void aHoldOnSomethingBelowKeepsTheRecord() {
    Clinic clinic = Clinic.with(database, 20, 0);
    database.run("UPDATE clinic.notes SET author = 'eve' WHERE visit_id = 5");
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, key_columns, key_values) VALUES ('h', '{author}', '{eve}')");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("held")).isEqualTo(1);
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("5");
    assertThat(clinic.count("clinic.notes")).isEqualTo(2);
  }

  @Test
  void aReleasedHoldHoldsNothing() {
    Clinic clinic = Clinic.with(database, 20, 0);
    clinic.hold("id", "7");
    database.run("UPDATE hipaa.legal_hold SET released_at = now()");

    clinic.purge();

    assertThat(clinic.count("clinic.visits")).isZero();
  }

  @Test
  void aHoldWhoseReleaseIsYetToComeHolds() {
    Clinic clinic = Clinic.with(database, 20, 0);
    clinic.hold("id", "7");
    database.run("UPDATE hipaa.legal_hold SET released_at = now() + interval '1 day'");

    assertThat(clinic.purge().number("held")).isEqualTo(1);
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("7");
  }

  @Test
  void aReleasedHoldCanBeLaidAgainUnderTheSameName() {
    Clinic clinic = Clinic.with(database, 20, 0);
    clinic.hold("id", "7");
    database.run("UPDATE hipaa.legal_hold SET released_at = now()");
    clinic.hold("id", "7");

    assertThat(clinic.purge().number("held")).isEqualTo(1);
    assertThat(clinic.count("clinic.visits")).isEqualTo(1);
    assertThat(clinic.count("hipaa.legal_hold")).isEqualTo(2);
  }

  @Test
  void theManifestSaysBeforehandWhatTheResultSaysAfter() {
    Clinic clinic = Clinic.with(database, 30, 5);

    PurgeRun run = clinic.purge();

    String said =
        "SELECT table_name || ' ' || row_count FROM hipaa.purge_outbox WHERE action = '%s' ORDER BY 1";
    assertThat(database.texts(said.formatted("MANIFEST")))
        .containsExactly("clinic.notes 60", "clinic.visits 30")
        .isEqualTo(database.texts(said.formatted("RESULT")));
    assertThat(
            database.texts(
                "SELECT DISTINCT digest FROM hipaa.purge_outbox WHERE action <> 'DELETE' AND table_name = 'clinic.visits'"))
        .hasSize(1);
    assertThat(database.texts("SELECT run FROM hipaa.purge_run")).containsExactly(run.text("run"));
  }

  @Test
  void aReceiptIsFoundByWhoHasTheKeyAndTheId() {
    Clinic clinic = Clinic.with(database, 3, 0);

    clinic.purge();

    String digest = new RecordDigests(new byte[32]).of("clinic.visits", List.of("2"));
    assertThat(clinic.count("hipaa.purge_outbox WHERE digest = '\\x" + digest + "'")).isEqualTo(1);
  }

  @Test
  void noMoreRowsGoThanARunMay() {
    Clinic clinic = Clinic.with(database, 500, 0).edit("share: 1", "share: 1, rowsPerRun: 250");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("purged")).isPositive().isLessThanOrEqualTo(250);
    assertThat(clinic.receipts()).isEqualTo(run.number("purged"));
    assertThat(run.number("remaining")).isEqualTo(clinic.count("clinic.visits"));
    assertWhole(clinic);
  }

  /** Three rows each: of eleven two are left for a fourth record, which is not begun. */
  @Test
  void noRecordIsLeftHalfDeletedWhereARunEnds() {
    Clinic clinic = Clinic.with(database, 10, 0).edit("share: 1", "share: 1, rowsPerRun: 11");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("purged")).isEqualTo(9);
    assertWhole(clinic);
    assertThat(clinic.purge().number("purged")).isEqualTo(9);
  }

  @Test
  void aRecordLargerThanARunIsBegunSoThatItGoesAtAll() {
    Clinic clinic = Clinic.with(database, 1, 0).edit("share: 1", "share: 1, rowsPerRun: 2");

    assertThat(clinic.purge().number("purged")).isEqualTo(2);
    assertThat(clinic.purge().number("purged")).isEqualTo(1);
    assertThat(clinic.count("clinic.visits")).isZero();
  }

  private void assertWhole(Clinic clinic) {
    assertThat(
            clinic.count(
                "clinic.visits v WHERE (SELECT count(*) FROM clinic.notes WHERE visit_id = v.id) <> 2"))
        .isZero();
  }

  /** What an earlier target may take is no longer there for a later one, nor what is below it. */
  @Test
  void theManifestCountsWhatIsLeftOfTheRun() {
    Clinic clinic =
        Clinic.with(database, 10, 0)
            .edit("share: 1", "share: 1, rowsPerRun: 6")
            .edit("keep: P7Y", "keep: P7Y" + SECOND);

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();

    assertThat(
            database.texts(
                "SELECT table_name || ' ' || row_count || ' ' || (digest IS NULL) FROM hipaa.purge_outbox WHERE action = 'MANIFEST' ORDER BY 1"))
        .containsExactly(
            "clinic.notes 0 true",
            "clinic.notes 12 true",
            "clinic.visits 0 false",
            "clinic.visits 6 false");
    assertThat(clinic.count("hipaa.purge_outbox WHERE action <> 'MANIFEST' AND digest IS NULL"))
        .isZero();
  }

  @Test
  void aRecordWithMoreBelowThanABatchGoesPieceByPiece() {
    Clinic clinic = Clinic.with(database, 3, 0);
    database.run("INSERT INTO clinic.notes (visit_id) SELECT 2 FROM generate_series(1, 1000)");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("purged")).isEqualTo(1009);
    assertThat(clinic.receipts()).isEqualTo(1009);
    assertThat(clinic.count("clinic.notes")).isZero();
  }

  @Test
  void recordsWithoutADateStayAndAreCounted() {
    Clinic clinic = Clinic.with(database, 3, 0);
    clinic.visits(10, 11, "NULL");
    clinic.visits(12, 12, "'-infinity'");

    PurgeRun run = clinic.purge();

    assertThat(run.number("undated")).isEqualTo(3);
    assertThat(clinic.count("clinic.visits")).isEqualTo(3);
  }
}

package io.hipaaoperator.purge;

import static io.hipaaoperator.purge.HoldDesk.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hipaa hold} lays what fits, says what does not, and tells what the database has. */
@ExtendWith(PostgresExtension.class)
class HoldRunIT {
  private static final String PATIENT = "{columns: [patient_id], values: ['17']}";

  private final TestDatabase database;

  HoldRunIT(TestDatabase database) {
    this.database = database;
  }

  @Test
  void whatIsHeldStaysWhenThePurgeRuns() {
    Clinic clinic = Clinic.with(database, 100, 0);
    var desk = new HoldDesk(database);

    PurgeRun run = desk.lay(visit(3), PATIENT);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text("outcome")).isEqualTo("HELD");
    assertThat(run.number("rows")).isEqualTo(2);
    assertThat(run.number("changed")).isEqualTo(2);
    assertThat(run.text("planHash")).hasSize(64);
    assertThat(clinic.purge().code()).isZero();
    assertThat(database.texts("SELECT id FROM clinic.visits ORDER BY 1"))
        .containsExactly("3", "17");
  }

  @Test
  void aSecondRunChangesNothingAndPutsBackWhatIsGone() {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    desk.lay(visit(3), visit(4));

    assertThat(desk.lay(visit(3), visit(4)).number("changed")).isZero();
    database.run("DELETE FROM hipaa.legal_hold WHERE key_values = '{3}'");
    database.run("UPDATE hipaa.legal_hold SET key_values = '{5}' WHERE key_values = '{4}'");
    PurgeRun mended = desk.lay(visit(3), visit(4));

    assertThat(mended.text("outcome")).isEqualTo("HELD");
    assertThat(mended.number("changed")).isEqualTo(2);
    assertThat(mended.number("rows")).isEqualTo(2);
    assertThat(mended.number("others")).isEqualTo(1);
    assertThat(desk.inForce()).as("what was changed holds too").isEqualTo(3);
  }

  /** Who can't purge yet since the database is of an older version can hold. */
  @Test
  void aDatabaseOfTheFirstVersionIsHeld() {
    Clinic.with(database, 10, 0);
    database.run("DELETE FROM hipaa.migration WHERE version > 1");

    assertThat(new HoldDesk(database).lay(visit(3)).text("outcome")).isEqualTo("HELD");
  }

  /** One that somebody lets end some day, or ended, is laid anew. */
  @ParameterizedTest
  @CsvSource({"now()", "now() + interval '1 hour'"})
  void whatWasReleasedBehindTheBackIsLaidAgain(String when) {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    desk.lay(visit(3));
    database.run("UPDATE hipaa.legal_hold SET released_at = " + when);

    assertThat(desk.lay(visit(3)).number("changed")).isEqualTo(1);
    assertThat(desk.inForce()).isEqualTo(1);
  }

  @Test
  void aReleaseLeavesTheRowsAsARecord() {
    Clinic clinic = Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    desk.lay(visit(3), visit(4));
    clinic.hold("id", "5");

    PurgeRun run = desk.release(visit(3), visit(4));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.text("outcome")).isEqualTo("RELEASED");
    assertThat(run.number("changed")).isEqualTo(2);
    assertThat(desk.release(visit(3), visit(4)).number("changed")).isZero();
    assertThat(clinic.count("hipaa.legal_hold WHERE released_at IS NOT NULL")).isEqualTo(2);
    clinic.purge();
    assertThat(database.texts("SELECT id FROM clinic.visits")).containsExactly("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{schema: clinic, table: Visits, columns: [id], values: ['77123']}|subjects[1]: there is no table clinic.Visits",
        "{schema: clinic, table: visits, columns: [ID], values: ['77123']}|subjects[1]: clinic.visits has no column [ID]",
        "{columns: [patientid], values: ['77123']}|subjects[1]: no table has the columns [patientid]",
        "{schema: clinic, table: visits, columns: [id], values: ['77123-A']}|subjects[1].values[0]: is no bigint, which clinic.visits.id is",
        "{columns: [patient_id], values: ['77123-A']}|subjects[1].values[0]: is no bigint, which clinic.visits.patient_id is",
        "{schema: clinic, table: charts, columns: [body], values: ['77123']}|subjects[1].columns[0]: clinic.charts.body is of a type that can't be compared",
        "{schema: clinic, table: visits_seen, columns: [id], values: ['77123']}|subjects[1]: there is no table clinic.visits_seen",
      })
  void whatCantBeHeldIsNamedWithoutItsValueAndTheRestIsHeld(String subject, String words) {
    Clinic.with(database, 10, 0);
    database.run("CREATE TABLE clinic.charts (body jsonb)");
    database.run("CREATE VIEW clinic.visits_seen AS SELECT id FROM clinic.visits");
    var desk = new HoldDesk(database);

    PurgeRun run = desk.lay(visit(3), subject);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.text("outcome")).isEqualTo("INVALID");
    assertThat(run.text("message")).isEqualTo(words);
    assertThat(run.out() + run.err()).doesNotContain("77123");
    assertThat(run.number("rows")).isEqualTo(1);
    assertThat(desk.inForce()).isEqualTo(1);
  }

  @Test
  void aThousandSubjectsAreOneRun() {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);

    PurgeRun run =
        desk.lay(IntStream.range(0, 1000).mapToObj(HoldDesk::visit).toArray(String[]::new));

    assertThat(run.number("rows")).isEqualTo(1000);
  }

  @Test
  void aRoleThatCouldTakeHoldsAwayIsRefused() {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    database.run("GRANT DELETE ON hipaa.legal_hold TO " + desk.role());

    PurgeRun run = desk.lay(visit(3));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.text("message")).contains("may take holds away");
    assertThat(desk.inForce()).isZero();
  }

  @Test
  void theRoleReadsNoRecordAndTakesNoHoldAway() {
    Clinic.with(database, 10, 0);
    var desk = new HoldDesk(database);
    String may = "SELECT has_table_privilege('%s', '%s', '%s')::int";

    assertThat(database.number(may.formatted(desk.role(), "clinic.visits", "SELECT"))).isZero();
    assertThat(database.number(may.formatted(desk.role(), "hipaa.legal_hold", "DELETE"))).isZero();
    assertThat(database.number(may.formatted(desk.role(), "hipaa.purge_outbox", "SELECT")))
        .isZero();
  }
}

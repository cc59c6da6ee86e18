package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a plan or a database is said by the field's name, and nothing is deleted. */
@ExtendWith(PostgresExtension.class)
class BadPlanIT {
  private final TestDatabase database;
  private final Clinic clinic;

  BadPlanIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, 10, 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          table: visits          | table: visists         | targets[0].table: there is no clinic.visists
          timestamp: ended_at    | timestamp: ended       | targets[0].timestamp: clinic.visits has no column ended
          timestamp: ended_at    | timestamp: patient_id  | targets[0].timestamp: patient_id is of type bigint
          primaryKey: [id]       | primaryKey: [patient_id] | targets[0].primaryKey: that of clinic.visits is [id]
          foreignKey: [visit_id] | foreignKey: [visit]    | targets[0].children[0].foreignKey: clinic.notes has no column visit
          foreignKey: [visit_id] | foreignKey: [visit_id],references: [patient_id] | targets[0].children[0].references: notes_visit_id_fkey refers by [visit_id] to [id]
          foreignKey: [visit_id] | foreignKey: [author]   | targets[0].children[0].foreignKey: text can't refer to bigint
          keep: P7Y              | keep: P0D              | targets[0].keep: must be at least a day
          keep: P7Y              | keep: P-7Y             | targets[0].keep: must be at least a day
          keep: P7Y              | keep: seven            | targets[0].keep:
          table: visits          | table: 'a"; DROP'      | targets[0].table: must have the form
          primaryKey: [id]       | primaryKey: ['i"d']    | targets[0].primaryKey: must be a name
          share: 1               | share: 2               | limits.share: must be more than 0
          batchRows: 100         | batchRows: 0           | limits.batchRows: must be a whole number
          batchRows: 100         | batchrows: 10          | limits.batchrows: no such field
          schema: hipaa          | schema: other          | schema: other is not there
          generation: 3          | generation: x          | policy.generation: must be a whole number
          version: 1             | version: 2             | version: must be 1
          schema: hipaa          | schema: public         | schema: must be a schema of the operator's own
          schema: hipaa          | schema: pg_catalog     | schema: must be a schema of the operator's own
          schema: hipaa          | schema: information_schema | schema: must be a schema of the operator's own
          """)
  void aPlanThatDoesNotFit(String from, String to, String message) {
    assertRefused(clinic.edit(from, to.replace(",", "\n    ")).purge(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER TABLE clinic.notes DROP CONSTRAINT notes_pkey | targets[0].children[0].primaryKey: clinic.notes has no primary key
          DROP INDEX clinic.notes_visit_id_idx                | targets[0].children[0].foreignKey: no index of clinic.notes begins with [visit_id]
          ALTER TABLE clinic.notes DROP CONSTRAINT notes_visit_id_fkey, ADD CONSTRAINT c FOREIGN KEY (visit_id) REFERENCES clinic.visits ON DELETE CASCADE | targets[0].children: c of clinic.notes would delete rows (ON DELETE CASCADE)
          ALTER TABLE clinic.notes DROP CONSTRAINT notes_visit_id_fkey, ADD CONSTRAINT c FOREIGN KEY (visit_id) REFERENCES clinic.visits ON DELETE SET NULL | targets[0].children: c of clinic.notes would change rows
          CREATE TABLE clinic.bills (visit bigint REFERENCES clinic.visits) | targets[0].children: clinic.bills refers to it by [visit] and is not listed
          ALTER TABLE clinic.notes DROP CONSTRAINT notes_visit_id_fkey; ALTER TABLE clinic.visits DROP CONSTRAINT visits_pkey CASCADE; CREATE UNIQUE INDEX ON clinic.visits (id) WHERE id > 0 | targets[0].children[0].references: no unique key of clinic.visits is [id]
          CREATE TABLE clinic.old () INHERITS (clinic.visits) | targets[0].table: other tables inherit from clinic.visits
          ALTER TABLE clinic.visits ENABLE ROW LEVEL SECURITY | targets[0].table: row-level security hides rows of clinic.visits
          ALTER TABLE hipaa.legal_hold ENABLE ROW LEVEL SECURITY | schema: row-level security hides rows of hipaa.legal_hold
          CREATE RULE r AS ON DELETE TO clinic.visits DO ALSO DELETE FROM clinic.notes | targets[0].triggers: r of clinic.visits acts on deletion
          INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'clinic', 'visits', '{nobody}', '{1}') | legal hold h: clinic.visits has no column [nobody]
          INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'clinic', 'visits', '{id}', '{abc}') | a value does not fit the type of its column: legal hold h
          CREATE OR REPLACE FUNCTION hipaa.lock_legal_holds() RETURNS boolean LANGUAGE sql AS 'SELECT true' | does not lock the legal holds
          INSERT INTO hipaa.migration VALUES (3) | schema: hipaa is of version 3
          """)
  void aDatabaseThatDoesNotFit(String change, String message) {
    database.run(change);

    assertRefused(clinic.purge(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REVOKE DELETE ON clinic.notes FROM %s          | targets[0].children[0].table: the role lacks DELETE on clinic.notes
          REVOKE SELECT ON hipaa.legal_hold FROM %s      | schema: the role lacks SELECT on hipaa.legal_hold
          GRANT UPDATE ON hipaa.purge_outbox TO %s       | schema: the role may change hipaa.purge_outbox
          GRANT UPDATE (released_at) ON hipaa.legal_hold TO %s | schema: the role may change hipaa.legal_hold
          GRANT INSERT (hold_uid) ON hipaa.legal_hold TO %s | schema: the role may change hipaa.legal_hold
          GRANT UPDATE (row_count) ON hipaa.purge_outbox TO %s | schema: the role may change hipaa.purge_outbox
          GRANT TRIGGER ON hipaa.purge_outbox TO %s      | schema: the role may change hipaa.purge_outbox
          GRANT INSERT ON hipaa.purge_outbox TO %s       | schema: the role may set id of hipaa.purge_outbox
          GRANT INSERT (at) ON hipaa.purge_outbox TO %s  | schema: the role may set at of hipaa.purge_outbox
          REVOKE INSERT (digest) ON hipaa.purge_outbox FROM %s | schema: the role lacks INSERT on digest of hipaa.purge_outbox
          GRANT DELETE ON hipaa.legal_hold TO %s         | schema: the role may change hipaa.legal_hold
          ALTER ROLE %s SUPERUSER                        | user: is a superuser
          ALTER ROLE %s BYPASSRLS                        | user: is a superuser or bypasses
          ALTER TABLE clinic.visits OWNER TO %s          | targets[0].table: the role owns clinic.visits
          REVOKE USAGE ON SCHEMA clinic FROM %s          | targets[0]
          """)
  void aRoleThatMayDoTooMuchOrTooLittle(String change, String message) {
    database.run(change.formatted(clinic.role()));

    assertRefused(clinic.purge(), message);
  }

  @Test
  void aFieldThatIsThereTwice() {
    clinic.edit("keep: P7Y", "keep: P7Y\n  keep: P1D");

    assertRefused(clinic.dryRun(), "no valid YAML");
  }

  @Test
  void aWrongPassword() {
    database.run("ALTER ROLE " + clinic.role() + " PASSWORD 'another'");

    assertUnreachable(clinic.purge(), "password authentication failed");
  }

  @Test
  void aServerThatIsNotThere() {
    assertUnreachable(clinic.purgeWith("--port", "1"), "refused");
  }

  @Test
  void aCertificateThatHasExpired() {
    database.server().useCertificate("expired.crt");
    try {
      assertUnreachable(clinic.purge(), "the server's certificate has expired");
    } finally {
      database.server().useCertificate("server.crt");
    }
  }

  @Test
  void aServerOfAnotherName() {
    assertUnreachable(clinic.purgeWith("--host", "127.0.0.2"), "");
  }

  @Test
  void aServerThatNoKnownAuthoritySigned() throws IOException {
    Path other = Files.createTempFile("no-authority", ".crt");

    assertUnreachable(clinic.purgeWith("--ca-file", other.toString()), "");
  }

  private void assertRefused(PurgeRun run, String message) {
    assertThat(run.err()).contains(message);
    assertThat(run.code()).isEqualTo(2);
    assertNothingGone();
  }

  private void assertUnreachable(PurgeRun run, String message) {
    assertThat(run.err()).contains(message).doesNotContain(TestDatabase.password());
    assertThat(run.code()).isEqualTo(3);
    assertNothingGone();
  }

  private void assertNothingGone() {
    assertThat(clinic.count("ONLY clinic.visits")).isEqualTo(20);
    assertThat(clinic.count("clinic.notes")).isEqualTo(40);
    assertThat(clinic.receipts()).isZero();
  }
}

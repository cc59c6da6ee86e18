package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of every type, and dates of every type. */
@ExtendWith(PostgresExtension.class)
class KeysAndDatesIT {
  private static final String TARGET =
      """
      targets:
      - schema: public
        table: t
        primaryKey: [%s]
        timestamp: at
        keep: %s
      """;

  private final TestDatabase database;

  KeysAndDatesIT(TestDatabase database) {
    this.database = database;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          bigint      ; i                                                    ; 003
          integer     ; i                                                    ; 3
          uuid        ; ('00000000-0000-0000-0000-00000000000' || i)::uuid ; 00000000000000000000000000000003
          text        ; 'it''s "' || i || ',{}\\ NULL'                ; "it's \\"3,{}\\\\ NULL"
          varchar(20) ; 'A' || i                                         ; A3
          numeric     ; i + 0.5                                              ; 3.50
          date        ; DATE '2001-01-01' + i                                ; 2001-01-04
          timestamptz ; TIMESTAMPTZ '2001-01-01 00:00Z' + i * INTERVAL '1 d' ; 2001-01-04 02:00+02
          """)
  void aKeyOfAType(String type, String value, String held) {
    database.run(
        "CREATE TABLE t AS SELECT (%s)::%s AS id, now() - interval '2 years' AS at FROM generate_series(1, 5) i; ALTER TABLE t ADD PRIMARY KEY (id)"
            .formatted(value, type));
    Clinic clinic = Clinic.of(database, TARGET.formatted("id", "P1Y"));
    hold("id", held);

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.number("purged")).isEqualTo(4);
    assertThat(run.number("held")).isEqualTo(1);
    assertThat(clinic.receipts()).isEqualTo(4);
  }

  @Test
  void aKeyOfSeveralColumns() {
    database.run(
        "CREATE TABLE t (\"the tenant\" text, id int, at timestamptz, PRIMARY KEY (\"the tenant\", id))");
    database.run(
        "INSERT INTO t SELECT chr(64 + i / 10), i %% 10, now() - interval '2 years' FROM generate_series(10, 39) i"
            .replace("%%", "%"));
    Clinic clinic = Clinic.of(database, TARGET.formatted("the tenant, id", "P1Y"));
    hold("id,the tenant", "5,B");

    PurgeRun run = clinic.purge();

    assertThat(run.number("purged")).as(run.err()).isEqualTo(29);
    assertThat(database.texts("SELECT \"the tenant\" || id FROM t")).containsExactly("B5");
  }

  @Test
  void onlyTheTenantThatThePlanNames() {
    database.run("CREATE TABLE t (id int PRIMARY KEY, owner text, at timestamptz)");
    database.run(
        "INSERT INTO t SELECT i, 'it''s ' || i % 2, '2001-01-01' FROM generate_series(1, 10) i");
    Clinic clinic =
        Clinic.of(
            database,
            TARGET.formatted("id", "P1Y") + "  tenant: {column: owner, value: \"it's 1\"}\n");

    assertThat(clinic.purge().number("purged")).isEqualTo(5);
    assertThat(database.texts("SELECT DISTINCT owner FROM t")).containsExactly("it's 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"  tenant:\n", "  tenant: {column: owner, value: }\n", "  tenant: ~\n"})
  void aTenantThatIsLeftEmptyDoesNotMeanAll(String tenant) {
    database.run("CREATE TABLE t (id int PRIMARY KEY, owner text, at timestamptz)");
    database.run("INSERT INTO t SELECT i, 'a', '2001-01-01' FROM generate_series(1, 10) i");
    Clinic clinic =
        Clinic.of(database, TARGET.formatted("id", "P1Y")).append(tenant.stripTrailing());

    PurgeRun run = clinic.purge();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("targets[0].tenant").contains("is empty");
    assertThat(clinic.count("t")).isEqualTo(10);
  }

  /** The day of the cutoff is not past yet; without a zone it is the plan's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          date        | (now() AT TIME ZONE 'UTC' - interval '1 year')::date              | 1
          date        | (now() AT TIME ZONE 'UTC' - interval '1 year')::date - 1          | 0
          timestamp   | now() AT TIME ZONE 'UTC' - interval '1 year' + interval '1 hour'  | 1
          timestamp   | now() AT TIME ZONE 'UTC' - interval '1 year' - interval '1 hour'  | 0
          timestamptz | now() - interval '1 year' + interval '1 hour'                     | 1
          timestamptz | now() - interval '1 year' - interval '1 hour'                     | 0
          timestamptz | NULL                                                              | 1
          date        | DATE '-infinity'                                                  | 1
          """)
  void aDateOfAType(String type, String value, int left) {
    database.run("CREATE TABLE t (id int PRIMARY KEY, at %s)".formatted(type));
    database.run("INSERT INTO t VALUES (1, %s)".formatted(value));
    Clinic clinic = Clinic.of(database, TARGET.formatted("id", "P1Y"));

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(clinic.count("t")).isEqualTo(left);
  }

  @Test
  void wallClockTimesAreOfTheZoneOfThePlan() {
    database.run("CREATE TABLE t (id int PRIMARY KEY, at timestamp)");
    database.run(
        "INSERT INTO t VALUES (1, now() AT TIME ZONE 'UTC' - interval '1 year' - interval '1 hour')");
    Clinic clinic =
        Clinic.of(database, TARGET.formatted("id", "P1Y")).append("zone: America/Los_Angeles");

    assertThat(clinic.purge().number("purged")).isZero();
  }

  /** West of Greenwich the day ends later; PostgreSQL would take the offset for one in the east. */
  @ParameterizedTest
  @CsvSource({"'-05:00'", "UTC-05:00", "GMT-5"})
  void anOffsetIsRefusedAndPurgesNothing(String zone) {
    database.run("CREATE TABLE t (id int PRIMARY KEY, at timestamp)");
    database.run(
        "INSERT INTO t VALUES (1, now() AT TIME ZONE 'UTC' - interval '1 year' - interval '2 hours')");
    Clinic clinic =
        Clinic.of(database, TARGET.formatted("id", "P1Y")).append("zone: \"" + zone + "\"");

    PurgeRun run = clinic.purge();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("zone: must be UTC or a region");
    assertThat(clinic.count("t")).isEqualTo(1);
  }

  private void hold(String columns, String values) {
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'public', 't', '{%s}', '{%s}')"
            .formatted(columns, values.replace("'", "''")));
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Visits by year: the whole table may be purged, a part of it not. */
@ExtendWith(PostgresExtension.class)
class PartitionIT {
  private static final String TABLES =
      """
      CREATE SCHEMA clinic;
      CREATE TABLE clinic.visits (id bigint, yr int, ended_at timestamptz, PRIMARY KEY (id, yr))
        PARTITION BY LIST (yr);
      CREATE TABLE clinic.visits_2001 PARTITION OF clinic.visits FOR VALUES IN (2001);
      CREATE TABLE clinic.visits_2002 PARTITION OF clinic.visits FOR VALUES IN (2002);
      INSERT INTO clinic.visits SELECT i, 2001 + i % 2, '2002-02-02' FROM generate_series(1, 10) i;
      """;
  private static final String NOTES =
      """
      CREATE TABLE clinic.notes (id bigint PRIMARY KEY, visit bigint, yr int,
        FOREIGN KEY (visit, yr) REFERENCES clinic.visits ON DELETE CASCADE);
      INSERT INTO clinic.notes SELECT id, id, yr FROM clinic.visits;
      """;
  private static final String TARGET =
      """
      targets:
      - schema: clinic
        table: visits
        primaryKey: [id, yr]
        timestamp: ended_at
        keep: P7Y
      """;

  private final TestDatabase database;

  PartitionIT(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void tables() {
    database.run(TABLES);
  }

  /** Foreign keys to the whole table act on its rows as well. */
  @Test
  void aPartitionIsRefused() {
    database.run(NOTES);
    Clinic clinic = Clinic.of(database, TARGET.replace("table: visits", "table: visits_2001"));

    PurgeRun run = clinic.purge();

    assertThat(clinic.count("clinic.notes")).isEqualTo(10);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "targets[0].table: clinic.visits_2001 is a partition; name the table that it is a part of");
  }

  @Test
  void theWholeTableIsPurgedRowByRow() {
    Clinic clinic = Clinic.of(database, TARGET);

    PurgeRun run = clinic.purge();

    assertThat(run.number("purged")).as(run.err()).isEqualTo(10);
    assertThat(clinic.receipts()).isEqualTo(10);
  }

  @Test
  void aHoldOnAPartitionHoldsRowsOfTheWholeTable() {
    Clinic clinic = Clinic.of(database, TARGET);
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'clinic', 'visits_2002', '{id}', '{3}')");

    PurgeRun run = clinic.purge();

    assertThat(database.texts("SELECT id FROM clinic.visits")).as(run.err()).containsExactly("3");
  }

  /** Who asks the parent for its rows gets those of the child too. */
  @Test
  void aHoldOnATableHoldsRowsOfATableThatInheritsFromIt() {
    database.run(
        """
        CREATE TABLE clinic.stays (id bigint, ended_at timestamptz);
        CREATE TABLE clinic.old_stays (PRIMARY KEY (id)) INHERITS (clinic.stays);
        INSERT INTO clinic.old_stays SELECT i, '2002-02-02' FROM generate_series(1, 10) i;
        """);
    Clinic clinic =
        Clinic.of(
            database, TARGET.replace("table: visits", "table: old_stays").replace("id, yr", "id"));
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'clinic', 'stays', '{id}', '{3}')");

    PurgeRun run = clinic.purge();

    assertThat(database.texts("SELECT id FROM clinic.stays")).as(run.err()).containsExactly("3");
  }
}

package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.cluster.Eventually;
import io.hipaaoperator.postgres.PostgresExtension;
import io.hipaaoperator.postgres.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many holds there are, rows are looked up by their keys and not by going through all. */
@ExtendWith(PostgresExtension.class)
class ManyHoldsIT {
  private static final int OLD = 300;
  private static final int YOUNG = 10_000;

  /** Times that all are read at most; with a look through them for each batch it was 27. */
  private static final int MOST_TIMES = 10;

  private final TestDatabase database;
  private final Clinic clinic;

  ManyHoldsIT(TestDatabase database) {
    this.database = database;
    this.clinic = Clinic.with(database, OLD, YOUNG);
  }

  /** Batches, and a record that goes piece by piece, with holds on records and on what is below. */
  @Test
  void aBatchReadsItsOwnRowsAlone() {
    hold("'clinic', 'visits', '{id}', ARRAY[(i * 10)::text]", 5000);
    hold("'clinic', 'notes', '{author}', ARRAY['nobody ' || i]", 500);
    hold("NULL, NULL, '{visit_id}', ARRAY[(i * 10 - 5)::text]", 500);
    database.run(
        "INSERT INTO clinic.notes (visit_id, author) SELECT 1, 'b' FROM generate_series(1, 250)");
    database.run("ANALYZE");
    long before = reads();

    PurgeRun run = clinic.purge();

    assertThat(run.code()).as(run.err()).isZero();
    Eventually.holds(() -> connected() == 0);
    assertThat(reads() - before).isLessThan(MOST_TIMES * YOUNG);
    assertThat(clinic.count("clinic.visits")).isEqualTo(YOUNG + OLD / 5);
    assertThat(clinic.receipts()).isEqualTo(3 * (OLD - OLD / 5) + 250);
  }

  private void hold(String subject, int holds) {
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) SELECT 'h' || i, %s FROM generate_series(1, %d) i"
            .formatted(subject, holds));
  }

  /** Of rows by way of indexes, with those of the surveys at both ends of a run, as planned. */
  private long reads() {
    return database.number(
        "SELECT sum(idx_tup_fetch) FROM pg_stat_user_tables WHERE schemaname = 'clinic'");
  }

  private long connected() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'hipaa purge%'");
  }
}

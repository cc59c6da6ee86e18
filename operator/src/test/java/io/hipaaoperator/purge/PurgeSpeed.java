package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.PostgresServer;
import io.hipaaoperator.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * How fast rows go: by {@code hipaa purge} in a process of its own with a heap of 64 MB, and by a
 * bare {@code DELETE … RETURNING} of as many rows of an equal table, one after the other, on a
 * server that writes to disk for each commit.
 */
public final class PurgeSpeed {
  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final int HOLDS = Integer.getInteger("holds", 5_000);
  private static final int BATCH = Integer.getInteger("batch", 2_000);
  private static final String TARGET =
      """
      targets:
      - schema: public
        table: purged
        primaryKey: [id]
        timestamp: at
        keep: P7Y
      """;

  private PurgeSpeed() {}

  /** Prints both times, and the process's memory. */
  public static void main(String[] args) throws SQLException {
    try (PostgresServer server = PostgresServer.start("fsync = on", "shared_buffers = 512MB");
        TestDatabase database = server.database()) {
      Clinic clinic = prepare(database);
      for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
        fill(database);
        double bare = bare(database);
        double purge = purge(clinic);
        long gone = (long) ROWS - HOLDS;
        System.out.printf(
            "bare %.1f s (%.0f rows/s), purge %.1f s (%.0f rows/s), ratio %.2f%n",
            bare, gone / bare, purge, gone / purge, bare / purge);
        expect(clinic.count("purged"), HOLDS);
        expect(clinic.receipts(), (round + 1) * gone);
      }
    }
  }

  private static Clinic prepare(TestDatabase database) {
    for (String table : List.of("bare", "purged")) {
      database.run(
          "CREATE TABLE %s (id bigint PRIMARY KEY, patient uuid, at timestamptz, note text)"
              .formatted(table));
      database.run("CREATE INDEX ON " + table + " (at)");
    }
    Clinic clinic = Clinic.of(database, TARGET);
    clinic.edit("batchRows: 100", "rowsPerRun: 100000000, batchRows: " + BATCH);
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) SELECT i, 'public', 'purged', '{id}', ARRAY[(i * %d)::text] FROM generate_series(1, %d) i"
            .formatted(ROWS / HOLDS, HOLDS));
    return clinic;
  }

  private static void fill(TestDatabase database) {
    database.run("TRUNCATE bare, purged");
    database.run(
        "INSERT INTO bare SELECT i, gen_random_uuid(), now() - interval '8 years' - i * interval '1 s', repeat('x', 100) FROM generate_series(1, %d) i"
            .formatted(ROWS));
    database.run("INSERT INTO purged SELECT * FROM bare");
    database.run("VACUUM ANALYZE bare, purged");
    database.run("CHECKPOINT");
  }

  private static double bare(TestDatabase database) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        ResultSet ids =
            statement.executeQuery(
                "DELETE FROM bare WHERE at < now() - interval '7 years' AND id %% %d <> 0 RETURNING id"
                    .formatted(ROWS / HOLDS))) {
      while (ids.next()) {
        ids.getLong(1);
      }
      connection.commit();
    }
    return seconds(start);
  }

  private static double purge(Clinic clinic) {
    long start = System.nanoTime();
    try (var purge = PurgeProcess.start(List.of("-Xmx64m"), clinic.arguments())) {
      expect(purge.code(), 0);
    }
    return seconds(start);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void expect(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(found + " instead of " + expected);
    }
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.PostgresServer;
import io.hipaaoperator.postgres.TestDatabase;
import java.util.List;

/**
 * How fast receipts become a log: {@code hipaa ledger publish} to a folder, in a process of its own
 * with a heap of 64 MB, and beside it one bare statement that copies as many receipts into an equal
 * table, on a server that writes to disk for each commit.
 */
public final class LedgerSpeed {
  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final String RUN =
      """
      INSERT INTO hipaa.purge_run (run, policy_uid, generation, spec_hash, plan_hash, actor)
      VALUES (gen_random_uuid(), 'u', 1, repeat('ab', 32), repeat('cd', 32), 'speed')
      """;
  private static final String RECEIPTS =
      """
      INSERT INTO hipaa.purge_outbox (run, action, table_name, digest)
      SELECT run, 'DELETE', 'public.purged', sha256(i::text::bytea) FROM hipaa.purge_run, generate_series(1, %d) i
      """;
  private static final String BARE =
      """
      INSERT INTO bare SELECT row_number() OVER (ORDER BY o.id) - 1, o.id, convert_to(row_to_json(o)::text, 'UTF8')
      FROM hipaa.purge_outbox o JOIN hipaa.purge_run r USING (run)
      """;

  private LedgerSpeed() {}

  /** Prints both times, and that of a run that finds nothing new. */
  public static void main(String[] args) {
    try (PostgresServer server = PostgresServer.start("fsync = on", "shared_buffers = 512MB")) {
      for (int round = 0; round < Integer.getInteger("rounds", 3); round++) {
        round(server.database());
      }
    }
  }

  private static void round(TestDatabase database) {
    Clinic.with(database, 1, 1);
    PublishedLog log = PublishedLog.of(database);
    database.run("CREATE TABLE bare (LIKE hipaa.ledger_entry INCLUDING ALL)");
    database.run(RUN + ";" + RECEIPTS.formatted(ROWS));
    database.run("VACUUM ANALYZE; CHECKPOINT");
    double bare = seconds(() -> database.run(BARE));
    double publish = seconds(() -> publish(log));
    double idle = seconds(() -> publish(log));
    System.out.printf(
        "bare %.1f s (%.0f rows/s), publish %.1f s (%.0f rows/s), ratio %.2f, again %.1f s%n",
        bare, ROWS / bare, publish, ROWS / publish, bare / publish, idle);
  }

  private static void publish(PublishedLog log) {
    try (var writer = PurgeProcess.start(List.of("-Xmx64m"), log.arguments("--heartbeat", "24h"))) {
      if (writer.code() != 0) {
        throw new IllegalStateException("exit code " + writer.code());
      }
    }
  }

  private static double seconds(Runnable deed) {
    long start = System.nanoTime();
    deed.run();
    return (System.nanoTime() - start) / 1e9;
  }
}

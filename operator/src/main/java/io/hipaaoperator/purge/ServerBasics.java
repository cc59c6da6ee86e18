package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What server and migration must be for anything that works on the operator's tables. */
record ServerBasics(Session session, Bookkeeping tables) {
  private static final int OLDEST = 150_000;

  /** What of the server is not as it must be. */
  List<String> server() {
    return Stream.of(
            problem(
                session.number("SELECT current_setting('server_version_num')::int") < OLDEST,
                "server: older than PostgreSQL " + OLDEST / 10_000),
            problem(
                session.test("SELECT pg_is_in_recovery()"),
                "server: is a replica, ask the primary"),
            problem(!isEncrypted(), "server: the connection is not encrypted"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Behind a pooler the server does not see the connection from here. */
  private boolean isEncrypted() {
    return session.test("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        || session.greetedBy() != session.number("SELECT pg_backend_pid()");
  }

  /** Why nothing can be purged; empty where the tables are of the version known here. */
  Optional<String> purgeable() {
    long version = version();
    return migrated(version, version == Bookkeeping.VERSION);
  }

  /** Why nothing can be held; empty where it can: that takes nothing of a later version. */
  Optional<String> holdable() {
    long version = version();
    return migrated(version, version >= 1);
  }

  private Optional<String> migrated(long version, boolean fits) {
    return problem(
        !fits,
        "schema: %s is %s; run what `hipaa purge sql` prints"
            .formatted(
                tables.schema(),
                version <= 0 ? "not there or may not be read" : "of version " + version));
  }

  private long version() {
    String table = Sql.literal(tables.migrations().sql());
    if (session.test("SELECT to_regclass(" + table + ") IS NULL")) {
      return 0;
    }
    return session.test("SELECT has_table_privilege(" + table + ", 'SELECT')")
        ? session.number("SELECT coalesce(max(version), 0) FROM " + tables.migrations().sql())
        : -1;
  }

  private static Optional<String> problem(boolean wrong, String words) {
    return wrong ? Optional.of(words) : Optional.empty();
  }
}

package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.Sessions;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A database with visits and their notes, migrated, and a plan that purges visits after seven
 * years.
 */
final class Clinic {
  private static final String TABLES =
      """
      CREATE SCHEMA clinic;
      CREATE TABLE clinic.visits (
        id bigint PRIMARY KEY, patient_id bigint NOT NULL, ended_at timestamptz);
      CREATE TABLE clinic.notes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), visit_id bigint REFERENCES clinic.visits (id),
        author text);
      CREATE INDEX ON clinic.notes (visit_id);
      """;
  static final String CHILDREN =
      """
        children:
        - schema: clinic
          table: notes
          primaryKey: [id]
          foreignKey: [visit_id]
      """;
  private static final String PLAN =
      """
      version: 1
      policy: {uid: 0c5f, generation: 3, specHash: %s}
      schema: hipaa
      limits: {batchRows: 100, share: 1, lockTimeout: PT0.2S, attempts: 2}
      targets:
      - schema: clinic
        table: visits
        primaryKey: [id]
        timestamp: ended_at
        keep: P7Y
      """
          .formatted("ab".repeat(32));

  private final TestDatabase database;
  private final Path folder;
  private String plan;

  private Clinic(TestDatabase database, String plan) {
    this.database = database;
    this.plan = plan;
    try {
      this.folder = Files.createTempDirectory("hipaa-purge");
      Files.write(folder.resolve("key"), new byte[32]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With visits and notes of these numbers of old and of young records; two notes each. */
  static Clinic with(TestDatabase database, int old, int young) {
    database.run(TABLES);
    var clinic = new Clinic(database, PLAN + CHILDREN);
    clinic.visits(1, old, "now() - interval '8 years'");
    clinic.visits(old + 1, old + young, "now() - interval '1 year'");
    clinic.migrate();
    return clinic;
  }

  /** Of tables that a test made itself. */
  static Clinic of(TestDatabase database, String targets) {
    var clinic = new Clinic(database, PLAN.substring(0, PLAN.indexOf("targets:")) + targets);
    clinic.migrate();
    return clinic;
  }

  void visits(int from, int to, String endedAt) {
    database.run(
        "INSERT INTO clinic.visits SELECT i, i %% 100, %s FROM generate_series(%d, %d) i"
            .formatted(endedAt, from, to));
    database.run(
        "INSERT INTO clinic.notes (visit_id, author) SELECT i, 'a' FROM generate_series(%d, %d) i, generate_series(1, 2)"
            .formatted(from, to));
  }

  /** As its owner does for a newer version; the role is there. */
  void migrateAnew() {
    String role = "CREATE ROLE[^;]*;";
    database.run(migration().replaceFirst(role, ""));
  }

  private String migration() {
    return PurgeRun.of("purge", "sql", "--plan", write(plan).toString(), "--role", role()).out();
  }

  private void migrate() {
    database.run(migration());
    database.run(
        "ALTER ROLE \""
            + role()
            + "\" PASSWORD '"
            + TestDatabase.password().replace("'", "''")
            + "'");
  }

  String role() {
    return "purge_" + database.name();
  }

  /** A change of the plan's text. */
  Clinic edit(String from, String to) {
    if (!plan.contains(from)) {
      throw new IllegalArgumentException(from);
    }
    plan = plan.replace(from, to);
    return this;
  }

  Clinic append(String line) {
    plan += line + "\n";
    return this;
  }

  void hold(String columns, String values) {
    database.run(
        "INSERT INTO hipaa.legal_hold (hold_uid, table_schema, table_name, key_columns, key_values) VALUES ('h', 'clinic', 'visits', '{%s}', '{%s}')"
            .formatted(columns, values));
  }

  /** A run of the plan that somebody agreed to. */
  PurgeRun purge() {
    return PurgeRun.of(arguments(approved(), role()));
  }

  PurgeRun dryRun() {
    return PurgeRun.of(arguments(plan, role()));
  }

  /** The same with another value of an option. */
  PurgeRun purgeWith(String option, String value) {
    String[] arguments = arguments();
    arguments[List.of(arguments).indexOf(option) + 1] = value;
    return PurgeRun.of(arguments);
  }

  /** What to add to {@code hipaa} for a run of the plan that somebody agreed to. */
  String[] arguments() {
    return arguments(approved(), role());
  }

  private String approved() {
    String hash = PlanHash.of(Serialization.unmarshal(plan, JsonNode.class));
    return plan + "approvedHash: '" + hash + "'\n";
  }

  private String[] arguments(String text, String role) {
    Login login = database.server().login(database.name(), role);
    return Stream.of(
            List.of("purge", "--plan", write(text).toString(), "--host", login.host()),
            List.of("--port", String.valueOf(login.port()), "--database", login.database()),
            List.of("--user", login.user(), "--ca-file", login.caFile().toString()),
            List.of("--password-file", login.passwordFile().toString()),
            List.of("--digest-key-file", folder.resolve("key").toString()))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  /** The same, from a file that a later plan leaves alone. */
  String[] arguments(String file) {
    String[] arguments = arguments();
    arguments[2] = write(file, approved()).toString();
    return arguments;
  }

  /** What is found wrong where the clock says this time. */
  List<String> problemsAt(Instant time) {
    var sessions = new Sessions(database.server().login(database.name(), role()));
    PurgePlan read = PlanReader.read(Serialization.unmarshal(plan, JsonNode.class));
    try (var session = new PurgeSessions(sessions).work(read.limits())) {
      return ServerCheck.problems(session, read, Clock.fixed(time, ZoneOffset.UTC));
    }
  }

  private Path write(String text) {
    return write("plan.yaml", text);
  }

  private Path write(String file, String text) {
    try {
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count(String what) {
    return database.number("SELECT count(*) FROM " + what);
  }

  long receipts() {
    return count("hipaa.purge_outbox WHERE action = 'DELETE'");
  }
}

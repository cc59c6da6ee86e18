package io.hipaaoperator.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The log of a database's receipts, as its writer publishes and an auditor verifies it. */
final class PublishedLog {
  static final String ORIGIN = "example.com/clinic";
  static final String ACKNOWLEDGED = "--acknowledge-restore=";

  private final TestDatabase database;
  private final Path folder;
  private final Path publicKey;

  private PublishedLog(TestDatabase database, Path folder) {
    this.database = database;
    this.folder = folder;
    this.publicKey = folder.resolve("log.pub");
  }

  /** Of a database that has an outbox. */
  static PublishedLog of(TestDatabase database) {
    try {
      var log = new PublishedLog(database, Files.createTempDirectory("hipaa-ledger"));
      log.migrate();
      Files.writeString(log.publicKey, run("ledger", "key", ORIGIN, "--out", log.key()).out());
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void migrate() {
    database.run(
        run("ledger", "sql", "--role", role(), "--purge-role", "purge_" + database.name()).out());
    String password = TestDatabase.password().replace("'", "''");
    database.run("ALTER ROLE " + role() + " PASSWORD '" + password + "'");
  }

  String role() {
    return "ledger_" + database.name();
  }

  String key() {
    return folder.resolve("log.key").toString();
  }

  /** What is published. */
  Path folder() {
    return folder.resolve("log");
  }

  Path publicKey() {
    return publicKey;
  }

  /** The writer's. */
  Login login() {
    return database.server().login(database.name(), role());
  }

  /** The writer's command line, up to where to and who signs. */
  List<String> writer() {
    Login login = login();
    return List.of(
        "ledger",
        "publish",
        "--host",
        login.host(),
        "--port",
        String.valueOf(login.port()),
        "--database",
        login.database(),
        "--user",
        login.user(),
        "--ca-file",
        login.caFile().toString(),
        "--password-file",
        login.passwordFile().toString());
  }

  String[] arguments(String... more) {
    List<String> all = new ArrayList<>(writer());
    all.addAll(List.of("--signing-key-file", key(), "--to", folder().toString()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  PurgeRun publish(String... more) {
    return run(arguments(more));
  }

  /** A run that has to publish. */
  void published() {
    PurgeRun run = publish();
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** Gives the database back what it has forgotten, as a person does who was refused. */
  void giveBack() {
    PurgeRun back = publish("--heartbeat=24h", ACKNOWLEDGED + asked(publish("--heartbeat=24h")));
    assertThat(back.code()).as(back.err()).isZero();
  }

  /** What to acknowledge, as a person reads it in what a refused run says. */
  static String asked(PurgeRun refused) {
    assertThat(refused.err()).contains("restored from a backup?");
    return refused.err().replaceAll("(?s).*Then acknowledge (\\d+/\\d+).*", "$1");
  }

  PurgeRun verify(String... more) {
    return verify(folder(), publicKey, more);
  }

  static PurgeRun verify(Path log, Path key, String... more) {
    List<String> all = new ArrayList<>(List.of("ledger", "verify", log.toString()));
    all.addAll(List.of("--key", key.toString(), "-o", "json"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  /** Keeps the latest checkpoint elsewhere, as an auditor does. */
  String keptCheckpoint() {
    try {
      Path kept = Files.createTempFile("kept", ".checkpoint");
      Files.copy(folder().resolve("checkpoint"), kept, StandardCopyOption.REPLACE_EXISTING);
      return kept.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PurgeRun run(String... arguments) {
    return PurgeRun.of(arguments);
  }
}

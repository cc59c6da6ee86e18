package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Login;
import io.hipaaoperator.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lays holds in the database of a {@link Clinic}, by a role made for that. */
final class HoldDesk {
  private final TestDatabase database;
  private final Path folder;

  HoldDesk(TestDatabase database) {
    this.database = database;
    try {
      this.folder = Files.createTempDirectory("hipaa-hold");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.run(PurgeRun.of("hold", "sql", "--role", role()).out());
    database.run(
        "ALTER ROLE \"%s\" PASSWORD '%s'"
            .formatted(role(), TestDatabase.password().replace("'", "''")));
  }

  String role() {
    return "hold_" + database.name();
  }

  /** A run for a hold on these subjects, each {@code {…}}. */
  PurgeRun lay(String... subjects) {
    return PurgeRun.of(arguments("plan.json", plan(false, subjects)));
  }

  PurgeRun release(String... subjects) {
    return PurgeRun.of(arguments("plan.json", plan(true, subjects)));
  }

  static String plan(boolean released, String... subjects) {
    return "{version: 1, hold: 4f1c-77, released: %s, subjects: [%s]}"
        .formatted(released, String.join(", ", subjects));
  }

  static String visit(Object id) {
    return "{schema: clinic, table: visits, columns: [id], values: ['" + id + "']}";
  }

  String[] arguments(String file, String plan) {
    Login login = database.server().login(database.name(), role());
    return new String[] {
      "hold",
      "--plan=" + write(file, plan),
      "--schema=hipaa",
      "--host=" + login.host(),
      "--port=" + login.port(),
      "--database=" + login.database(),
      "--user=" + login.user(),
      "--ca-file=" + login.caFile(),
      "--password-file=" + login.passwordFile(),
      "--result-file=" + folder.resolve("result")
    };
  }

  private Path write(String file, String text) {
    try {
      return Files.writeString(folder.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long inForce() {
    return database.number(
        "SELECT count(*) FROM hipaa.legal_hold WHERE released_at IS NULL AND hold_uid = '4f1c-77'");
  }
}

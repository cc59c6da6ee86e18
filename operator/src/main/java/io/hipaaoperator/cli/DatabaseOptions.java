package io.hipaaoperator.cli;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, and as whom. The password and what proves the server are files. */
final class DatabaseOptions {
  private static final String HOST = "[A-Za-z0-9_.:-]{1,255}";

  @Option(
      names = "--host",
      defaultValue = "${env:PGHOST}",
      description = "Name in the server's certificate. [PGHOST]")
  private @Nullable String host;

  @Option(
      names = "--port",
      defaultValue = "${env:PGPORT:-5432}",
      description = "TCP port. [PGPORT, 5432]")
  private int port;

  @Option(
      names = "--database",
      defaultValue = "${env:PGDATABASE}",
      description = "Name of the database. [PGDATABASE]")
  private @Nullable String database;

  @Option(
      names = "--user",
      defaultValue = "${env:PGUSER}",
      description = "Role to log in as. [PGUSER]")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      defaultValue = "${env:HIPAA_PASSWORD_FILE}",
      description = "File with the role's password. [HIPAA_PASSWORD_FILE]")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca-file",
      defaultValue = "${env:PGSSLROOTCERT}",
      description = "Certificates, in PEM, that may sign the server's. [PGSSLROOTCERT]")
  private @Nullable Path caFile;

  Login login() {
    String server = given("--host", host);
    if (!server.matches(HOST)) {
      throw new BadInput("--host: no name or address of a host");
    }
    return new Login(
        server,
        port,
        given("--database", database),
        given("--user", user),
        readable("--password-file", passwordFile),
        readable("--ca-file", caFile));
  }

  static <T> T given(String option, @Nullable T value) {
    if (value == null) {
      throw new BadInput(option + ": missing");
    }
    return value;
  }

  static Identifier identifier(String option, String name) {
    try {
      return new Identifier(name);
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }

  static Path readable(String option, @Nullable Path file) {
    Path path = given(option, file);
    if (!Files.isReadable(path)) {
      throw new BadInput(option + ": " + path + " can't be read");
    }
    return path;
  }
}

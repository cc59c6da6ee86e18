package io.hipaaoperator.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections, which are encrypted to a server whose certificate was verified, or not at all.
 */
public final class Sessions {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Login login;

  /** Sessions of this login. */
  public Sessions(Login login) {
    this.login = login;
  }

  /**
   * A connection with no transaction open, that commits only when told.
   *
   * @param name what it is called in {@code pg_stat_activity}
   * @param answer longest wait for an answer of the server
   * @param settings of the server, by name
   * @throws DatabaseFailure when there is none to be had
   */
  public Session open(String name, Duration answer, Map<String, String> settings) {
    try {
      Connection connection = new Driver().connect(url(), properties(name, answer));
      if (connection == null) {
        throw new SQLException("the driver does not know the address", "08001");
      }
      return new Session(set(connection, settings));
    } catch (SQLException e) {
      throw DatabaseFailure.of(e);
    }
  }

  /** As statements, since a pooler in between refuses unknown start-up parameters. */
  private static Connection set(Connection connection, Map<String, String> settings)
      throws SQLException {
    connection.setAutoCommit(true);
    try (var statement = connection.createStatement()) {
      statement.execute(
          settings.entrySet().stream()
              .map(it -> "SET " + it.getKey() + " = '" + it.getValue() + "'")
              .sorted()
              .collect(Collectors.joining(";")));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private String url() {
    return "jdbc:postgresql://" + login.host() + ":" + login.port() + "/";
  }

  private Properties properties(String name, Duration answer) {
    var properties = new Properties();
    PGProperty.PG_DBNAME.set(properties, login.database());
    PGProperty.USER.set(properties, login.user());
    PGProperty.PASSWORD.set(properties, text(login.passwordFile()).strip());
    PGProperty.SSL_MODE.set(properties, "verify-full");
    PGProperty.SSL_ROOT_CERT.set(properties, login.caFile().toString());
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.APPLICATION_NAME.set(properties, name);
    PGProperty.CONNECT_TIMEOUT.set(properties, (int) CONNECT.toSeconds());
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) answer.toSeconds());
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    return properties;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": can't be read", e);
    }
  }
}

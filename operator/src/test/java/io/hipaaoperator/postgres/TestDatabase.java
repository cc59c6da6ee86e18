package io.hipaaoperator.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A database that is there for one test, and a connection to it with all rights. */
public final class TestDatabase implements AutoCloseable {
  private final PostgresServer server;
  private final String name;
  private Connection admin;

  TestDatabase(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
    try (Connection first = server.admin("postgres");
        var statement = first.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      this.admin = server.admin(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its server. */
  public PostgresServer server() {
    return server;
  }

  /** Its name, which no other database has; good for names of roles too. */
  public String name() {
    return name;
  }

  /** The password of all roles. */
  public static String password() {
    return PostgresServer.PASSWORD;
  }

  /** Runs statements with all rights. */
  public void run(String sql) {
    try (var statement = admin.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A number that a query gives. */
  public long number(String sql) {
    return Long.parseLong(texts(sql).getFirst());
  }

  /** The first column of a query. */
  public List<String> texts(String sql) {
    try (var statement = admin.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Another connection with all rights, for a transaction of its own. */
  public Connection connect() throws SQLException {
    Connection connection = server.admin(name);
    connection.setAutoCommit(false);
    return connection;
  }

  /** Keeps all of it as it is now; nobody else may be connected. */
  public void backUp() {
    copy("_backup", "");
  }

  /** Makes it anew as it was when it was kept; whoever is connected no longer is. */
  public void restore() {
    copy("", "_backup");
  }

  private void copy(String to, String from) {
    try {
      admin.close();
      try (Connection first = server.admin("postgres");
          var statement = first.createStatement()) {
        statement.execute("DROP DATABASE IF EXISTS " + name + to + " WITH (FORCE)");
        statement.execute("CREATE DATABASE " + name + to + " TEMPLATE " + name + from);
      }
      admin = server.admin(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    admin.close();
  }
}

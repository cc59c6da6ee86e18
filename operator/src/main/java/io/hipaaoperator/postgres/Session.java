package io.hipaaoperator.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A connection whose failures are {@link DatabaseFailure}s. A transaction lasts until its end is
 * said.
 */
public final class Session implements AutoCloseable {

  /** Reads a row. */
  @FunctionalInterface
  public interface Row<T extends @Nullable Object> {
    /** The value of the row the result stands on. */
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T extends @Nullable Object> {
    T run() throws SQLException;
  }

  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /**
   * All rows of a query, or of a statement that returns some.
   *
   * @param parameters text, numbers, or lists of text or of bytes, which become arrays
   */
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    return translated(
        () -> {
          try (PreparedStatement statement = prepared(sql, parameters);
              ResultSet result = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
              rows.add(row.read(result));
            }
            return rows;
          }
        });
  }

  /**
   * Hands over the rows of a query in pages, of which one is kept at a time.
   *
   * @param size most rows of a page
   */
  public <T> void pages(
      String sql, Row<T> row, Consumer<List<T>> receiver, int size, Object... parameters) {
    translated(
        () -> {
          try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.setFetchSize(size);
            try (ResultSet result = statement.executeQuery()) {
              List<T> page = page(result, row, size);
              while (!page.isEmpty()) {
                receiver.accept(page);
                page = page(result, row, size);
              }
            }
            return true;
          }
        });
  }

  private static <T> List<T> page(ResultSet result, Row<T> row, int size) throws SQLException {
    List<T> page = new ArrayList<>();
    while (page.size() < size && result.next()) {
      page.add(row.read(result));
    }
    return page;
  }

  /** The one row of a query. */
  public <T> T one(String sql, Row<T> row, Object... parameters) {
    return list(sql, row, parameters).getFirst();
  }

  /** The number that a query gives. */
  public long number(String sql, Object... parameters) {
    return this.<Long>one(sql, row -> row.getLong(1), parameters);
  }

  /** Whether a query says so. */
  public boolean test(String sql, Object... parameters) {
    return this.<Boolean>one(sql, row -> row.getBoolean(1), parameters);
  }

  /** Runs a statement; returns how many rows it touched. */
  public int run(String sql, Object... parameters) {
    return translated(
        () -> {
          try (PreparedStatement statement = prepared(sql, parameters)) {
            statement.execute();
            return statement.getUpdateCount();
          }
        });
  }

  /** Makes what was done since the last end last. */
  public void commit() {
    translated(
        () -> {
          connection.commit();
          return true;
        });
  }

  /** Undoes what was done since the last end. A connection that is lost has done it. */
  public void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The server rolls back what it has no client for.
    }
  }

  /** The process that the server, or a pooler before it, said it had at the login. */
  public int greetedBy() {
    return translated(() -> connection.unwrap(PGConnection.class).getBackendPID());
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // There is nothing left to close.
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, value(parameters[i]));
    }
    return statement;
  }

  private Object value(Object parameter) throws SQLException {
    return parameter instanceof List<?> list ? array(list) : parameter;
  }

  private Array array(List<?> values) throws SQLException {
    return !values.isEmpty() && values.getFirst() instanceof byte[]
        ? connection.createArrayOf("bytea", values.toArray(byte[][]::new))
        : connection.createArrayOf("text", values.toArray(String[]::new));
  }

  private static <T extends @Nullable Object> T translated(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw DatabaseFailure.of(e);
    }
  }
}

package io.hipaaoperator.postgres;

import java.security.cert.CertificateExpiredException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement or connection that failed. Its message never quotes the server's, which may hold
 * values of a row, unless it is about the login.
 */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  public enum Kind {
    /** There is no connection, or there is none any more. */
    UNREACHABLE,
    /** Others hold what is needed; the same may succeed later. */
    BUSY,
    /** The server says no to what was asked. */
    REFUSED
  }

  /** lock_not_available, serialization_failure, deadlock_detected. */
  private static final Set<String> BUSY = Set.of("55P03", "40001", "40P01");

  /** Connection, login and unknown database; admin_shutdown and its like. */
  private static final Set<String> LOST = Set.of("08", "28", "3D", "53");

  private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03", "57P05", "25P03");

  private final Kind kind;
  private final String state;

  private DatabaseFailure(Kind kind, String state, String message) {
    super(message);
    this.kind = kind;
    this.state = state;
  }

  /** The failure of an exception. */
  public static DatabaseFailure of(SQLException failure) {
    String state = failure.getSQLState() == null ? "08000" : failure.getSQLState();
    Kind kind = kind(state);
    return new DatabaseFailure(kind, state, described(kind, state, failure));
  }

  /** A pooler stands before the database, through which nothing can be locked. */
  public static DatabaseFailure pooled() {
    return new DatabaseFailure(Kind.REFUSED, "", Pooling.WORDS);
  }

  /** The database does not let its user do what is needed. */
  public static DatabaseFailure refused(String message) {
    return new DatabaseFailure(Kind.REFUSED, "", message);
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }

  /** PostgreSQL's error code, such as {@code 42501}; empty where it is not the server's word. */
  public String state() {
    return state;
  }

  private static Kind kind(String state) {
    if (BUSY.contains(state)) {
      return Kind.BUSY;
    }
    return SHUTDOWN.contains(state) || LOST.contains(state.substring(0, 2))
        ? Kind.UNREACHABLE
        : Kind.REFUSED;
  }

  private static String described(Kind kind, String state, SQLException failure) {
    if (hasExpired(failure)) {
      return "the server's certificate has expired";
    }
    return kind == Kind.UNREACHABLE
        ? firstLine(failure) + " (SQLSTATE " + state + ")"
        : "SQLSTATE " + state + meaning(state) + place(failure);
  }

  private static boolean hasExpired(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause)
        .anyMatch(CertificateExpiredException.class::isInstance);
  }

  private static String firstLine(SQLException failure) {
    String message = failure.getMessage();
    return message == null ? "no connection" : message.lines().findFirst().orElse("no connection");
  }

  private static String meaning(String state) {
    return switch (state) {
      case "55P03" -> ": a lock was not to be had in time";
      case "40001", "40P01" -> ": stopped in favour of another transaction";
      case "42501" -> ": the role may not do this, or row-level security hides rows from it";
      case "57014" -> ": it took longer than the statement time-out";
      case "23503" -> ": rows of another table refer to it";
      case "22P02", "22007", "22008", "22003" -> ": a value does not fit the type of its column";
      default -> "";
    };
  }

  /** Names of a table, column or constraint are no values. */
  private static String place(SQLException failure) {
    if (!(failure instanceof PSQLException thrown) || thrown.getServerErrorMessage() == null) {
      return "";
    }
    ServerErrorMessage server = thrown.getServerErrorMessage();
    return part(", table ", server.getTable()) + part(", constraint ", server.getConstraint());
  }

  private static String part(String name, @Nullable String value) {
    return value == null ? "" : name + value;
  }
}

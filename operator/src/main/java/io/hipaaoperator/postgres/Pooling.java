package io.hipaaoperator.postgres;

/**
 * Whether a pooler in transaction mode stands before a database. To it a session is several
 * processes of the server, one after the other, and what is locked or set in one is worth nothing.
 */
public final class Pooling {
  /** What to do about it. */
  public static final String WORDS =
      "a pooler in transaction mode stands before the database; use session mode or the database"
          + " itself";

  private Pooling() {}

  /**
   * Whether two sessions get the same process, or the first one several.
   *
   * @param one has a transaction open afterwards, as has the other
   */
  public static boolean isBetween(Session one, Session other) {
    long mine = process(one);
    one.commit();
    long another = process(other);
    return another == mine || process(one) != mine;
  }

  private static long process(Session session) {
    return session.number("SELECT pg_backend_pid()");
  }
}

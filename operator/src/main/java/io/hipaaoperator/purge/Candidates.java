package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.List;

/**
 * Keys of what is due and not held, the oldest first, as they were at the start of the run. They
 * can be gone through twice and are the same each time; the server keeps them, not this program.
 */
final class Candidates {
  private static final int FETCH = 5_000;

  private final Session session;
  private final Node root;
  private final String name;

  private Candidates(Session session, Node root, String name) {
    this.session = session;
    this.root = root;
    this.name = name;
  }

  /** Looks for them, in a transaction that has to stay open. */
  static Candidates find(Session session, TargetSql sql, Holds holds, long most, int number) {
    return declared(session, sql, "candidates_" + number, sql.candidates(holds, most));
  }

  /** What is due and held, in an order of its own. */
  static Candidates held(Session session, Work work, Holds holds) {
    TargetSql sql = work.sql();
    return declared(
        session, sql, "held_" + work.candidates().name, new ResurrectionSql(sql).heldAndDue(holds));
  }

  private static Candidates declared(Session session, TargetSql sql, String name, String query) {
    session.run("DECLARE " + name + " SCROLL CURSOR FOR " + query);
    return new Candidates(session, sql.target().root(), name);
  }

  /** The next of them; none when all were given. */
  List<List<String>> next() {
    return session.list(
        "FETCH FORWARD " + FETCH + " FROM " + name,
        row -> Batches.key(row, root.primaryKey().size()));
  }

  /** The next is the first again. */
  void rewind() {
    session.run("MOVE ABSOLUTE 0 IN " + name);
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.RecordDigests;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.DatabaseFailure.Kind;
import io.hipaaoperator.postgres.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes a few records in a transaction: with all that is below them, with a receipt for each row,
 * and under a lock that no hold can pass. Either all of that is there afterwards or nothing.
 */
final class Batches {

  /** How a batch ended. Only after {@code Deleted} is anything changed. */
  sealed interface Outcome {
    /** Digests of the rows that are gone, by table; those of records that stay are not in it. */
    record Deleted(Map<Node, List<byte[]>> digests) implements Outcome {
      long rows() {
        return digests.values().stream().mapToLong(List::size).sum();
      }
    }

    /** More rows than a transaction may have. */
    record TooLarge() implements Outcome {}

    /**
     * Others stand in the way.
     *
     * @param holds whether it is somebody who lays or releases holds
     */
    record Busy(boolean holds) implements Outcome {}
  }

  private final Session session;
  private final Bookkeeping tables;
  private final Facts facts;
  private final Outbox outbox;
  private final RecordDigests digests;
  private final long process;

  Batches(Session session, Bookkeeping tables, Facts facts, Outbox outbox, RecordDigests digests) {
    this.session = session;
    this.tables = tables;
    this.facts = facts;
    this.outbox = outbox;
    this.digests = digests;
    this.process = session.number("SELECT pg_backend_pid()");
  }

  /**
   * Deletes records and what is below them.
   *
   * @param roots keys of the records
   * @param most rows, with those below
   */
  Outcome delete(TargetSql sql, List<List<String>> roots, int most) {
    return transaction(holds -> whole(sql, holds, roots, most));
  }

  /** Deletes rows below a record that has too many, the deepest first; the record stays. */
  Outcome deleteBelow(TargetSql sql, List<String> root, int most) {
    return transaction(holds -> below(sql, holds, List.of(root), most));
  }

  private interface Deletion {
    Outcome under(Holds holds);
  }

  private Outcome transaction(Deletion deletion) {
    boolean locked = false;
    try {
      lock();
      locked = true;
      Outcome outcome = deletion.under(Holds.read(session, tables.holds(), facts).ahead());
      if (outcome instanceof Outcome.Deleted) {
        session.commit();
      } else {
        session.rollback();
      }
      return outcome;
    } catch (DatabaseFailure e) {
      session.rollback();
      if (e.kind() == Kind.BUSY || e.state().equals("23503")) {
        return new Outcome.Busy(!locked);
      }
      throw e;
    }
  }

  /** The process is asked for since a pooler might have dealt out another, without our lock. */
  private void lock() {
    var now =
        session.one(
            "SELECT pg_backend_pid(), current_setting('transaction_isolation'), "
                + tables.lockHolds(),
            row -> Map.entry(row.getLong(1), row.getString(2)));
    if (now.getKey() != process) {
      throw PurgeSessions.pooled();
    }
    if (!now.getValue().equals(PurgeSessions.ISOLATION)) {
      throw new PlanError(
          "user", "transactions are " + now.getValue() + ", which sees no new hold");
    }
  }

  private Outcome whole(TargetSql sql, Holds holds, List<List<String>> roots, int most) {
    Target target = sql.target();
    if (!target.hasChildren()) {
      return new Outcome.Deleted(
          Map.of(
              target.root(),
              receipts(target.root(), keys(target.root(), sql.deleteRoots(holds), roots))));
    }
    List<List<String>> free = keys(target.root(), sql.free(holds), roots);
    if (isTooLarge(sql, free, most)) {
      return new Outcome.TooLarge();
    }
    Map<Node, List<byte[]>> gone = new LinkedHashMap<>();
    var expected = new Expected(target.root(), free);
    for (List<Node> chain : target.root().chains()) {
      List<List<String>> keys = delete(sql, chain, holds, free, expected);
      if (!expected.isMet(chain.getLast(), keys)) {
        return new Outcome.Busy(false);
      }
      gone.put(chain.getLast(), receipts(chain.getLast(), keys));
    }
    return new Outcome.Deleted(gone);
  }

  /** Deletes what is at the end of a chain; the rows above are expected to go as well. */
  private List<List<String>> delete(
      TargetSql sql, List<Node> chain, Holds holds, List<List<String>> roots, Expected expected) {
    Node root = chain.getFirst();
    if (chain.size() == 1) {
      return keys(root, sql.deleteRoots(holds), roots);
    }
    Node parent = chain.get(chain.size() - 2);
    int key = chain.getLast().primaryKey().size();
    List<List<String>> rows =
        session.list(
            sql.deleteBelow(chain, holds),
            row -> key(row, key + parent.primaryKey().size()),
            columns(root, roots));
    rows.forEach(row -> expected.add(parent, row.subList(key, row.size())));
    return rows.stream().map(row -> row.subList(0, key)).toList();
  }

  private boolean isTooLarge(TargetSql sql, List<List<String>> free, int most) {
    long rows = free.size();
    for (List<Node> chain : sql.target().root().chains()) {
      if (chain.size() > 1 && rows <= most) {
        rows += session.number(sql.sizeBelow(chain, most + 1), columns(sql.target().root(), free));
      }
    }
    return rows > most;
  }

  private Outcome below(TargetSql sql, Holds holds, List<List<String>> root, int most) {
    Node top = sql.target().root();
    var pieces = new Pieces(session, sql, holds, root);
    boolean free = !keys(top, sql.free(holds), root).isEmpty();
    for (List<Node> chain : top.chains()) {
      if (chain.size() > 1 && free) {
        List<List<String>> some = pieces.delete(chain, most);
        if (!some.isEmpty()) {
          return checked(sql, pieces, chain, some);
        }
      }
    }
    return new Outcome.Deleted(Map.of());
  }

  /** The record stays for now: it has to be due still, free, and that of the rows that went. */
  private Outcome checked(TargetSql sql, Pieces pieces, List<Node> chain, List<List<String>> some) {
    if (!pieces.belong(chain, some)
        || keys(chain.getFirst(), sql.free(pieces.holds()), pieces.root()).isEmpty()) {
      return new Outcome.Busy(false);
    }
    Node node = chain.getLast();
    int key = node.primaryKey().size();
    List<List<String>> keys = some.stream().map(row -> row.subList(0, key)).toList();
    return new Outcome.Deleted(Map.of(node, receipts(node, keys)));
  }

  /** A trigger may have kept rows, or a rule receipts: then nothing of it counts. */
  private List<byte[]> receipts(Node node, List<List<String>> keys) {
    String table = node.table().toString();
    List<byte[]> all = digests.bytesOfAll(table, keys);
    if (!all.isEmpty() && outbox.deleted(node, all) != all.size()) {
      throw new IllegalStateException("not as many receipts as rows of " + table);
    }
    return all;
  }

  private List<List<String>> keys(Node root, String sql, List<List<String>> roots) {
    return session.list(sql, row -> key(row, root.primaryKey().size()), columns(root, roots));
  }

  static List<String> key(ResultSet row, int columns) throws SQLException {
    List<String> key = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      key.add(row.getString(i));
    }
    return key;
  }

  private static Object[] columns(Node node, List<List<String>> keys) {
    return columns(node.primaryKey().size(), keys);
  }

  static Object[] columns(int width, List<List<String>> keys) {
    Object[] columns = new Object[width];
    for (int i = 0; i < columns.length; i++) {
      int column = i;
      columns[i] = keys.stream().map(key -> key.get(column)).toList();
    }
    return columns;
  }
}

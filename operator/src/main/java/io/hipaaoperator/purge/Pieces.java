package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Session;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of a record that goes piece by piece, in one transaction.
 *
 * @param root key of the record, the only one
 */
record Pieces(Session session, TargetSql sql, Holds holds, List<List<String>> root) {

  /** Deletes some; returns their keys, each with the columns that referred to the row above. */
  List<List<String>> delete(List<Node> chain, int most) {
    Node node = chain.getLast();
    return session.list(
        new PieceSql(sql).delete(chain, holds, most),
        row -> Batches.key(row, node.primaryKey().size() + node.foreignKey().size()),
        Stream.of(top(), top()).flatMap(Stream::of).toArray());
  }

  /** Whether all that deleted rows referred to is below the record still. */
  boolean belong(List<Node> chain, List<List<String>> rows) {
    Node node = chain.getLast();
    int key = node.primaryKey().size();
    List<List<String>> above = rows.stream().map(row -> row.subList(key, row.size())).toList();
    Object[] parameters =
        Stream.of(Batches.columns(node.foreignKey().size(), above), top())
            .flatMap(Stream::of)
            .toArray();
    return session.number(new PieceSql(sql).above(chain), parameters) == rows.size();
  }

  private Object[] top() {
    return Batches.columns(sql.target().root().primaryKey().size(), root);
  }
}

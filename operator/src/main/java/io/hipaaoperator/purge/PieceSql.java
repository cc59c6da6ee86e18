package io.hipaaoperator.purge;

import java.util.List;

/**
 * The statements for a record that has too many rows below it for one transaction: they go piece by
 * piece, and the record with the last. The table at depth n of a chain has the alias tn.
 */
record PieceSql(TargetSql sql) {

  /**
   * Deletes some rows at the end of a chain, if they still go with a given root that is still due;
   * returns with each key what refers to the row above. What is asked of a row is asked of it once
   * it is locked; the look upwards is no join, which might be planned from the root down.
   */
  String delete(List<Node> chain, Holds holds, int most) {
    int last = chain.size() - 1;
    Node node = chain.getLast();
    String row = "t" + last;
    return "DELETE FROM %s %s WHERE (%s) IN (%s) AND (%s) IS TRUE AND (%s) IS NOT TRUE RETURNING %s, %s"
        .formatted(
            node.table().sql(),
            row,
            Sql.columns(row, node.primaryKey()),
            some(chain, holds, most),
            belongs(chain),
            holds.held(node, row),
            Sql.texts(row, node.primaryKey()),
            Sql.texts(row, node.foreignKey()));
  }

  private String some(List<Node> chain, Holds holds, int most) {
    int last = chain.size() - 1;
    return "SELECT %s FROM %s WHERE (%s) IS NOT TRUE LIMIT %d"
        .formatted(
            Sql.columns("t" + last, chain.getLast().primaryKey()),
            fromRoot(chain, chain.size()),
            holds.held(chain.getLast(), "t" + last),
            most);
  }

  private String belongs(List<Node> chain) {
    int last = chain.size() - 1;
    return "EXISTS (SELECT 1 FROM %s WHERE %s AND %s AND %s)"
        .formatted(
            fromRoot(chain, last), TargetSql.link(chain, last), sql.due(), sql.ofTenant());
  }

  private String fromRoot(List<Node> chain, int until) {
    Node root = chain.getFirst();
    return "%s JOIN %s t0 ON %s %s"
        .formatted(
            TargetSql.given(root),
            root.table().sql(),
            sql.byKey(root, "t0"),
            TargetSql.joins(chain, until));
  }

  /** Of what deleted rows referred to: how often it is there still, below a given root. */
  String above(List<Node> chain) {
    int parent = chain.size() - 2;
    Node node = chain.getLast();
    String refers =
        Sql.each(
            node.foreignKey().size(),
            " AND ",
            i ->
                "t%d.%s = r.f%d::%s"
                    .formatted(
                        parent,
                        node.references().get(i).sql(),
                        i,
                        sql.type(chain.get(parent), node.references().get(i))));
    return "SELECT count(*) FROM unnest(%s) AS r(%s) WHERE (EXISTS (SELECT 1 FROM %s WHERE %s)) IS TRUE"
        .formatted(
            Sql.each(node.foreignKey().size(), ", ", _ -> "?::text[]"),
            Sql.each(node.foreignKey().size(), ", ", i -> "f" + i),
            fromRoot(chain, parent + 1),
            refers);
  }
}

package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
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
    return "%sDELETE FROM %s %s WHERE (%s) IN (%s) AND (%s) IS TRUE AND (%s) IS NOT TRUE RETURNING %s, %s"
        .formatted(
            holds.with(),
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
    return upwards(chain, last - 1, TargetSql.link(chain, last));
  }

  /** Each step is a question of its own, by a key that is unique. */
  private String upwards(List<Node> chain, int depth, String link) {
    Node node = chain.get(depth);
    return depth == 0
        ? "EXISTS (SELECT 1 FROM %s WHERE %s AND %s AND %s)"
            .formatted(fromRoot(chain, 1), link, sql.due(), sql.ofTenant())
        : "EXISTS (SELECT 1 FROM %s t%d WHERE %s AND (%s) IS TRUE)"
            .formatted(
                node.table().sql(),
                depth,
                link,
                upwards(chain, depth - 1, TargetSql.link(chain, depth)));
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
    int columns = chain.getLast().foreignKey().size();
    return "SELECT count(*) FROM unnest(%s) AS r(%s) WHERE (%s) IS TRUE"
        .formatted(
            Sql.each(columns, ", ", _ -> "?::text[]"),
            Sql.each(columns, ", ", i -> "f" + i),
            upwards(chain, chain.size() - 2, referred(chain)));
  }

  private String referred(List<Node> chain) {
    int depth = chain.size() - 2;
    List<Identifier> references = chain.getLast().references();
    return Sql.each(
        references.size(),
        " AND ",
        i ->
            "t%d.%s = r.f%d::%s"
                .formatted(
                    depth,
                    references.get(i).sql(),
                    i,
                    sql.type(chain.get(depth), references.get(i))));
  }
}

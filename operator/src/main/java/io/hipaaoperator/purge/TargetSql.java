package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements on the tables of a target. The table at depth n of a chain has the alias tn. */
final class TargetSql {
  private final Target target;
  private final Facts facts;
  private final Cutoff cutoff;

  TargetSql(Target target, Facts facts, Cutoff cutoff) {
    this.target = target;
    this.facts = facts;
    this.cutoff = cutoff;
  }

  Target target() {
    return target;
  }

  Cutoff cutoff() {
    return cutoff;
  }

  /** Of all rows: how many there are, have no date, are due, and are due but held. */
  String survey(Holds holds) {
    return "SELECT count(*), count(*) FILTER (WHERE (%s) IS NOT TRUE), count(*) FILTER (WHERE %s), count(*) FILTER (WHERE %s AND %s) FROM %s t0 WHERE %s"
        .formatted(dated(), due(), due(), heldAnywhere(holds), root().table().sql(), ofTenant());
  }

  /** Keys of what is due and not held, the oldest first. */
  String candidates(Holds holds, long most) {
    return "SELECT %s FROM %s t0 WHERE %s AND %s AND (%s) IS NOT TRUE ORDER BY t0.%s, %s LIMIT %d"
        .formatted(
            Sql.texts("t0", root().primaryKey()),
            root().table().sql(),
            due(),
            ofTenant(),
            heldAnywhere(holds),
            target.timestamp().sql(),
            Sql.columns("t0", root().primaryKey()),
            most);
  }

  /** How many rows at the end of a chain go with these candidates. */
  String countBelow(List<Node> chain, Holds holds, long most) {
    return "WITH g AS MATERIALIZED (%s) SELECT count(*) FROM g AS g%s JOIN %s t0 ON %s %s"
        .formatted(
            candidates(holds, most),
            names(root()),
            root().table().sql(),
            byKey(root(), "t0"),
            joins(chain, chain.size()));
  }

  /** Of given roots those that are due, and of which nothing is held, not even below. */
  String free(Holds holds) {
    return "%sSELECT %s FROM %s JOIN %s t0 ON %s WHERE %s AND %s AND (%s) IS NOT TRUE"
        .formatted(
            holds.with(),
            Sql.texts("t0", root().primaryKey()),
            given(root()),
            root().table().sql(),
            byKey(root(), "t0"),
            due(),
            ofTenant(),
            heldInTree(holds));
  }

  /** How many rows at the end of a chain go with given roots; counting ends beyond a number. */
  String sizeBelow(List<Node> chain, int enough) {
    return "SELECT count(*) FROM (SELECT 1 FROM %s JOIN %s t0 ON %s %s LIMIT %d) s"
        .formatted(
            given(root()),
            root().table().sql(),
            byKey(root(), "t0"),
            joins(chain, chain.size()),
            enough);
  }

  /** Deletes given roots that are still due, not held, and have nothing left below. */
  String deleteRoots(Holds holds) {
    return "%sDELETE FROM %s t0 USING %s WHERE %s AND %s AND %s AND (%s) IS NOT TRUE%s RETURNING %s"
        .formatted(
            holds.with(),
            root().table().sql(),
            given(root()),
            byKey(root(), "t0"),
            due(),
            ofTenant(),
            holds.held(root(), "t0"),
            nothingBelow(),
            Sql.texts("t0", root().primaryKey()));
  }

  /**
   * Deletes rows at the end of a chain that go with given roots and are not held themselves;
   * returns with each key that of the row above.
   */
  String deleteBelow(List<Node> chain, Holds holds) {
    int last = chain.size() - 1;
    Node node = chain.get(last);
    return "%sDELETE FROM %s t%d USING %s JOIN %s t0 ON %s %s WHERE %s AND (%s) IS NOT TRUE RETURNING %s, %s"
        .formatted(
            holds.with(),
            node.table().sql(),
            last,
            given(root()),
            root().table().sql(),
            byKey(root(), "t0"),
            joins(chain, last),
            link(chain, last),
            holds.held(node, "t" + last),
            Sql.texts("t" + last, node.primaryKey()),
            Sql.texts("t" + (last - 1), chain.get(last - 1).primaryKey()));
  }

  private Node root() {
    return target.root();
  }

  String due() {
    String column = "t0." + target.timestamp().sql();
    return column + " < " + cutoff.sql(type(root(), target.timestamp())) + " AND " + dated();
  }

  /** Infinity is a date to PostgreSQL, and none to a person. */
  private String dated() {
    return "isfinite(t0." + target.timestamp().sql() + ")";
  }

  String ofTenant() {
    return target
        .tenant()
        .map(
            it ->
                "t0.%s = %s::%s"
                    .formatted(
                        it.column().sql(), Sql.literal(it.value()), type(root(), it.column())))
        .orElse("true");
  }

  /** Over the whole table: rows below that are held are found once, not row by row. */
  String heldAnywhere(Holds holds) {
    return held(
        holds,
        chain ->
            "((%s) IN (SELECT %s FROM %s t1 %s WHERE %s))"
                .formatted(
                    Sql.columns("t0", chain.get(1).references()),
                    Sql.columns("t1", chain.get(1).foreignKey()),
                    chain.get(1).table().sql(),
                    joins(chain, 2, chain.size()),
                    heldBelow(holds, chain)));
  }

  /** For a few roots: by way of the index on each foreign key. */
  private String heldInTree(Holds holds) {
    return held(
        holds,
        chain ->
            "EXISTS (SELECT 1 FROM %s t1 %s WHERE %s AND %s)"
                .formatted(
                    chain.get(1).table().sql(),
                    joins(chain, 2, chain.size()),
                    link(chain, 1),
                    heldBelow(holds, chain)));
  }

  /**
   * Whether a root or anything below it is held.
   *
   * @param below whether anything at the end of a chain is
   */
  private String held(Holds holds, Function<List<Node>, String> below) {
    return root().chains().stream()
        .filter(chain -> chain.size() > 1 && holds.reach(chain.getLast()))
        .map(chain -> " OR " + below.apply(chain) + " IS TRUE")
        .collect(Collectors.joining("", "(" + holds.held(root(), "t0"), ")"));
  }

  private static String heldBelow(Holds holds, List<Node> chain) {
    return holds.held(chain.getLast(), "t" + (chain.size() - 1));
  }

  private String nothingBelow() {
    StringBuilder nothing = new StringBuilder();
    for (Node child : root().children()) {
      nothing.append(
          " AND (EXISTS (SELECT 1 FROM %s t1 WHERE %s)) IS NOT TRUE"
              .formatted(child.table().sql(), link(List.of(root(), child), 1)));
    }
    return nothing.toString();
  }

  static String joins(List<Node> chain, int until) {
    return joins(chain, 1, until);
  }

  private static String joins(List<Node> chain, int from, int until) {
    return Sql.each(
        Math.max(0, until - from),
        " ",
        i ->
            "JOIN %s t%d ON %s"
                .formatted(chain.get(from + i).table().sql(), from + i, link(chain, from + i)));
  }

  static String link(List<Node> chain, int depth) {
    Node node = chain.get(depth);
    return Sql.equal("t" + depth, node.foreignKey(), "t" + (depth - 1), node.references());
  }

  /** Keys that are parameters: a list of text for each column. */
  static String given(Node node) {
    return "unnest("
        + Sql.each(node.primaryKey().size(), ", ", i -> "?::text[]")
        + ") AS g"
        + names(node);
  }

  private static String names(Node node) {
    return "(" + Sql.each(node.primaryKey().size(), ", ", i -> "k" + i) + ")";
  }

  String byKey(Node node, String alias) {
    List<Identifier> key = node.primaryKey();
    return Sql.each(
        key.size(),
        " AND ",
        i -> alias + "." + key.get(i).sql() + " = g.k" + i + "::" + type(node, key.get(i)));
  }

  String type(Node node, Identifier column) {
    return facts.type(node, column);
  }
}

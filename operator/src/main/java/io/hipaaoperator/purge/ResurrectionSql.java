package io.hipaaoperator.purge;

import java.util.List;

/** The statements that look for deleted rows where no candidate is. */
record ResurrectionSql(TargetSql sql) {

  /** Keys of what is due and stays, since it or something below it is held. */
  String heldAndDue(Holds holds) {
    Node root = sql.target().root();
    return "SELECT %s FROM %s t0 WHERE %s AND %s AND (%s) IS TRUE"
        .formatted(
            Sql.texts("t0", root.primaryKey()),
            root.table().sql(),
            sql.due(),
            sql.ofTenant(),
            sql.heldAnywhere(holds));
  }

  /** Keys of rows at the end of a chain that are below given records. */
  String keysBelow(List<Node> chain) {
    Node root = chain.getFirst();
    return "SELECT %s FROM %s JOIN %s t0 ON %s %s"
        .formatted(
            Sql.texts("t" + (chain.size() - 1), chain.getLast().primaryKey()),
            TargetSql.given(root),
            root.table().sql(),
            sql.byKey(root, "t0"),
            TargetSql.joins(chain, chain.size()));
  }
}

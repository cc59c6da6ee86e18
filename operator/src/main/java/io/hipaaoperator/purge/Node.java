package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a plan, and the tables whose rows go with its rows.
 *
 * @param path where it stands in the plan
 * @param table its name
 * @param primaryKey columns of its primary key
 * @param foreignKey columns that refer to the row above; empty for the first
 * @param references columns of the row above that are referred to
 * @param triggers triggers on deletion that are known to leave other rows alone
 * @param children whose rows are deleted with it
 */
record Node(
    String path,
    TableName table,
    List<Identifier> primaryKey,
    List<Identifier> foreignKey,
    List<Identifier> references,
    List<String> triggers,
    List<Node> children) {

  /** Ways from this table down to each below it, the deepest first and this itself last. */
  List<List<Node>> chains() {
    List<List<Node>> chains = new ArrayList<>();
    for (Node child : children) {
      for (List<Node> below : child.chains()) {
        List<Node> chain = new ArrayList<>(List.of(this));
        chain.addAll(below);
        chains.add(List.copyOf(chain));
      }
    }
    chains.add(List.of(this));
    return List.copyOf(chains);
  }
}

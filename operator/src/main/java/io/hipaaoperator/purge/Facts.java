package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.TableFacts;
import io.hipaaoperator.postgres.TableName;
import io.hipaaoperator.postgres.TableReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the catalogue says about the tables of a plan. */
record Facts(List<Target> targets, Map<TableName, TableFacts> tables) {

  static Facts read(Session session, PurgePlan plan) {
    var reader = new TableReader(session);
    Map<TableName, TableFacts> facts = new HashMap<>();
    for (Target target : plan.targets()) {
      for (Node node : target.nodes()) {
        reader.read(node.table()).ifPresent(it -> facts.put(node.table(), it));
      }
    }
    return new Facts(plan.targets(), Map.copyOf(facts));
  }

  /** All tables of the plan. */
  Stream<Node> nodes() {
    return targets.stream().flatMap(target -> target.nodes().stream());
  }

  Optional<TableFacts> find(Node node) {
    return Optional.ofNullable(tables.get(node.table()));
  }

  /** Type of each column of a table that is there. */
  Map<String, String> types(Node node) {
    return Objects.requireNonNull(tables.get(node.table())).types();
  }

  /** Tables that rows of a table that is there refer to, and their columns. */
  Map<String, List<String>> above(Node node) {
    return Objects.requireNonNull(tables.get(node.table())).above();
  }

  /** Type of a column that is there, as it stands in a cast. */
  String type(Node node, Identifier column) {
    return Objects.requireNonNull(types(node).get(column.name()));
  }
}

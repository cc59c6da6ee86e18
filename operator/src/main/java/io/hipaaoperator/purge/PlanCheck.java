package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.TableFacts;
import io.hipaaoperator.postgres.TableFacts.ForeignKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether a plan fits what the catalogue says about its tables. Each problem names a field. */
final class PlanCheck {
  private static final Set<String> TIMESTAMPS =
      Set.of("timestamp with time zone", "timestamp without time zone", "date");
  private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");

  private final Facts facts;
  private final boolean privileged;
  private final List<String> problems = new ArrayList<>();

  private PlanCheck(Facts facts, boolean privileged) {
    this.facts = facts;
    this.privileged = privileged;
  }

  /** What does not fit; nothing if all does. */
  static List<String> problems(PurgePlan plan, Facts facts) {
    var check = new PlanCheck(facts, plan.privileged());
    plan.targets().forEach(check::target);
    return List.copyOf(check.problems);
  }

  private void target(Target target) {
    node(target.root());
    Node root = target.root();
    column(root, "timestamp", target.timestamp(), TIMESTAMPS);
    target.tenant().ifPresent(it -> column(root, "tenant.column", it.column(), Holds.TYPES));
  }

  private void node(Node node) {
    TableFacts table = facts.find(node).orElse(null);
    if (table == null) {
      report(node, "table", "there is no " + node.table() + ", or its schema may not be used");
      return;
    }
    kind(node, table);
    node.primaryKey().forEach(it -> column(node, "primaryKey", it, Holds.TYPES));
    primaryKey(node, table);
    references(node, table);
    triggers(node, table);
    node.children().forEach(child -> link(node, table, child));
    node.children().forEach(this::node);
  }

  private void kind(Node node, TableFacts table) {
    if (!table.kind().equals("r") && !table.kind().equals("p")) {
      report(node, "table", node.table() + " is no table, but of kind " + table.kind());
    }
    if (table.inherited()) {
      report(node, "table", "other tables inherit from " + node.table());
    }
    if (table.partition()) {
      report(node, "table", node.table() + " is a partition; name the table that it is a part of");
    }
    if (table.owned() && !privileged) {
      report(node, "table", "the role owns " + node.table() + "; use one that does not");
    }
  }

  private void primaryKey(Node node, TableFacts table) {
    if (table.primaryKey().isEmpty()) {
      report(node, "primaryKey", node.table() + " has no primary key");
    } else if (!table.primaryKey().equals(names(node.primaryKey()))) {
      report(node, "primaryKey", "that of " + node.table() + " is " + table.primaryKey());
    }
  }

  private void references(Node node, TableFacts table) {
    for (ForeignKey key : table.references()) {
      if (!Set.of("a", "r").contains(key.deleteAction())) {
        report(
            node,
            "children",
            "%s of %s would %s without a receipt; make it NO ACTION"
                .formatted(key.name(), key.table(), deeds(key.deleteAction())));
      } else if (node.children().stream().noneMatch(child -> has(child, key))) {
        report(
            node,
            "children",
            "%s refers to it by %s and is not listed".formatted(key.table(), key.columns()));
      }
    }
  }

  private static String deeds(String action) {
    return action.equals("c") ? "delete rows (ON DELETE CASCADE)" : "change rows";
  }

  private static boolean has(Node child, ForeignKey key) {
    return child.table().toString().equals(key.table())
        && new HashSet<>(names(child.foreignKey())).equals(new HashSet<>(key.columns()));
  }

  private static boolean isSame(Node child, ForeignKey key) {
    return pairs(names(child.foreignKey()), names(child.references()))
        .equals(pairs(key.columns(), key.references()));
  }

  private static Set<List<String>> pairs(List<String> from, List<String> to) {
    return IntStream.range(0, from.size())
        .mapToObj(i -> List.of(from.get(i), to.get(i)))
        .collect(Collectors.toSet());
  }

  /** Where a row could be below two records, a hold on one would not keep it from the other. */
  private void parent(TableFacts table, Node node, Node child) {
    table.references().stream()
        .filter(key -> has(child, key) && !isSame(child, key))
        .forEach(
            key ->
                report(
                    child,
                    "references",
                    "%s refers by %s to %s"
                        .formatted(key.name(), key.columns(), key.references())));
    Set<String> columns = Set.copyOf(names(child.references()));
    if (table.uniqueKeys().stream().noneMatch(key -> columns.equals(Set.copyOf(key)))) {
      report(
          child,
          "references",
          "no unique key of %s is %s".formatted(node.table(), child.references()));
    }
  }

  private void triggers(Node node, TableFacts table) {
    table.deleteTriggers().stream()
        .filter(trigger -> !node.triggers().contains(trigger))
        .forEach(
            trigger ->
                report(
                    node,
                    "triggers",
                    "%s of %s acts on deletion and is not listed as one that leaves other rows alone"
                        .formatted(trigger, node.table())));
  }

  private void link(Node node, TableFacts table, Node child) {
    TableFacts below = facts.find(child).orElse(null);
    if (below == null) {
      return;
    }
    for (int i = 0; i < child.foreignKey().size(); i++) {
      Optional<String> from = column(child, "foreignKey", child.foreignKey().get(i), Holds.TYPES);
      Optional<String> to =
          Optional.ofNullable(table.types().get(child.references().get(i).name()));
      if (to.isEmpty()) {
        report(child, "references", node.table() + " has no column " + child.references().get(i));
      } else if (from.isPresent() && !comparable(from.get(), to.get())) {
        report(child, "foreignKey", from.get() + " can't refer to " + to.get());
      }
    }
    parent(table, node, child);
    index(child, below);
  }

  private void index(Node child, TableFacts below) {
    Set<String> columns = new HashSet<>(names(child.foreignKey()));
    boolean found =
        below.indexes().stream()
            .filter(index -> index.size() >= columns.size())
            .anyMatch(index -> columns.equals(new HashSet<>(index.subList(0, columns.size()))));
    if (!found) {
      report(
          child,
          "foreignKey",
          "no index of %s begins with %s: each row above would cost a look through it all"
              .formatted(child.table(), child.foreignKey()));
    }
  }

  private static boolean comparable(String a, String b) {
    return a.equals(b) || (WHOLE_NUMBERS.contains(a) && WHOLE_NUMBERS.contains(b));
  }

  private Optional<String> column(Node node, String field, Identifier column, Set<String> types) {
    TableFacts table = facts.find(node).orElse(null);
    String type = table == null ? null : table.types().get(column.name());
    if (table != null && type == null) {
      report(node, field, node.table() + " has no column " + column);
    } else if (type != null && !types.contains(type)) {
      report(node, field, column + " is of type " + type + ", which must be one of " + types);
    }
    return Optional.ofNullable(type).filter(types::contains);
  }

  private void report(Node node, String field, String problem) {
    problems.add(node.path() + "." + field + ": " + problem);
  }

  private static List<String> names(List<Identifier> identifiers) {
    return identifiers.stream().map(Identifier::name).toList();
  }
}

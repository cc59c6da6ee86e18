package io.hipaaoperator.purge;

import io.hipaaoperator.ledger.Event;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which hold a run could not understand; asked for only after it failed. */
record UnreadableHolds(Session session, TableName table, Facts facts) {
  private static final int MOST = 10_000;

  private record Hold(
      String uid,
      @Nullable String schema,
      @Nullable String table,
      List<String> columns,
      List<String> values) {

    boolean reaches(Node node, Map<String, String> types) {
      return table == null || schema == null
          ? types.keySet().containsAll(columns)
          : node.table().schema().name().equals(schema)
              && node.table().table().name().equals(table);
    }
  }

  /**
   * The same failure with the hold's name, where a hold is the reason; otherwise the failure
   * itself.
   */
  RuntimeException explain(RuntimeException failure, PurgePlan plan) {
    boolean value = failure instanceof DatabaseFailure it && it.state().startsWith("22");
    if (!value && !(failure instanceof PlanError)) {
      return failure;
    }
    session.rollback();
    Optional<String> named = first(plan);
    session.rollback();
    return named
        .<RuntimeException>map(it -> new PlanError(List.of(failure.getMessage() + ": " + it)))
        .orElse(failure);
  }

  private Optional<String> first(PurgePlan plan) {
    List<Node> nodes = plan.targets().stream().flatMap(it -> it.nodes().stream()).toList();
    return holds().stream()
        .filter(hold -> nodes.stream().anyMatch(node -> isUnreadable(hold, node)))
        .findFirst()
        .map(hold -> "legal hold " + (Event.isName(hold.uid()) ? hold.uid() : "(no name)"));
  }

  private List<Hold> holds() {
    return session.list(
        "SELECT hold_uid, table_schema, table_name, key_columns, key_values FROM %s h WHERE %s ORDER BY held_since DESC LIMIT %d"
            .formatted(table.sql(), Bookkeeping.inForce("h"), MOST),
        row ->
            new Hold(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                List.of((String[]) row.getArray(5).getArray())));
  }

  private boolean isUnreadable(Hold hold, Node node) {
    Map<String, String> types = facts.types(node);
    return hold.reaches(node, types)
        && !IntStream.range(0, hold.columns().size())
            .allMatch(i -> fits(hold.values().get(i), types.get(hold.columns().get(i))));
  }

  private boolean fits(String value, @Nullable String type) {
    return type != null && Holds.TYPES.contains(type) && new Values(session).fits(value, type);
  }
}

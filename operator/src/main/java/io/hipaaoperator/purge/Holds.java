package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import io.hipaaoperator.postgres.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The holds as they were when they were last read, as conditions in SQL. Values are compared in the
 * type of their column: {@code 007} holds the number 7, and a UUID may be written in capitals.
 */
final class Holds {
  /** Types of {@code pg_catalog} alone: with another type's operators away, = would mean less. */
  static final Set<String> TYPES =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "numeric",
          "uuid",
          "text",
          "character varying",
          "bpchar",
          "date",
          "timestamp without time zone",
          "timestamp with time zone",
          "boolean");

  private final TableName table;
  private final Facts facts;
  private final List<HoldShape> shapes;
  private final boolean areAhead;

  private Holds(TableName table, Facts facts, List<HoldShape> shapes, boolean areAhead) {
    this.table = table;
    this.facts = facts;
    this.shapes = shapes;
    this.areAhead = areAhead;
  }

  /**
   * Reads by which columns records are held; what the values are is for the database to look at.
   *
   * @throws PlanError when one can't be followed: then nothing is known
   */
  static Holds read(Session session, TableName table, Facts facts) {
    List<HoldShape> shapes = session.list(HoldShape.query(table.sql()), HoldShape::read);
    new HoldCheck(session, table.schema(), facts).check(shapes);
    return new Holds(table, facts, shapes, false);
  }

  /**
   * The same holds, read ahead of the rest of a statement and once. Where sequential scans are
   * dear, one inside a condition makes every look into a table as dear, and the planner looks
   * through the whole table once instead of rows up by their keys. Where they are not, what is read
   * ahead keeps a look through a whole table from being shared among workers.
   */
  Holds ahead() {
    return new Holds(table, facts, shapes, true);
  }

  /** What a statement begins with that asks whether rows are held. */
  String with() {
    return areAhead && !shapes.isEmpty()
        ? Sql.each(shapes.size(), ", ", i -> name(i) + " AS MATERIALIZED (" + rows(i) + ")")
            .transform("WITH %s "::formatted)
        : "";
  }

  private static String name(int shape) {
    return "hold_" + shape;
  }

  private String rows(int shape) {
    return "SELECT h.key_values FROM %s h WHERE %s AND %s"
        .formatted(table.sql(), Bookkeeping.inForce("h"), shapes.get(shape).sql());
  }

  /** Whether any hold can reach rows of a table. */
  boolean reach(Node node) {
    return !reaching(node).isEmpty();
  }

  /**
   * Whether a row is held, as a condition that is true or not true.
   *
   * @throws PlanError when a hold names a column that can't be looked at: then nothing is known
   */
  String held(Node node, String alias) {
    List<Integer> reaching = reaching(node);
    return reaching.isEmpty()
        ? "false"
        : reaching.stream()
            .map(shape -> held(shape, node, alias))
            .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private List<Integer> reaching(Node node) {
    Set<String> columns = facts.types(node).keySet();
    return IntStream.range(0, shapes.size())
        .filter(i -> shapes.get(i).reaches(node.table().toString(), columns))
        .boxed()
        .toList();
  }

  /** Not a join, which might be planned row by row: the values are looked up in a hash. */
  private String held(int shape, Node node, String alias) {
    List<Identifier> columns = shapes.get(shape).columns().stream().map(Identifier::new).toList();
    Map<String, String> types = facts.types(node);
    String values =
        Sql.each(
            columns.size(),
            ", ",
            i -> "k.key_values[" + (i + 1) + "]::" + type(node, types, columns.get(i)));
    return "((%s) IN (SELECT %s FROM %s k)) IS TRUE"
        .formatted(
            Sql.columns(alias, columns), values, areAhead ? name(shape) : "(" + rows(shape) + ")");
  }

  private static String type(Node node, Map<String, String> types, Identifier column) {
    String type = types.get(column.name());
    if (type == null) {
      throw new PlanError(
          node.path(), "a legal hold names a column of it that is not there: " + column);
    }
    if (!TYPES.contains(type)) {
      throw new PlanError(
          node.path(), "a legal hold names a column of a type that can't be compared: " + column);
    }
    return type;
  }
}

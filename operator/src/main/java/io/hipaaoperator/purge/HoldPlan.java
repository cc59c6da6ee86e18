package io.hipaaoperator.purge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.postgres.Identifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a hold holds, or that it is released. The form of its document is in docs/legal-holds.md.
 *
 * @param uid name of the hold in the database
 * @param hash SHA-256 of the document
 * @param released whether it is to be released
 * @param subjects what it holds
 */
public record HoldPlan(String uid, String hash, boolean released, List<HoldSubject> subjects) {
  private static final int VERSION = 1;
  private static final Set<String> PLAN = Set.of("version", "hold", "released", "subjects");
  private static final Set<String> SUBJECT = Set.of("schema", "table", "columns", "values");
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9-]{1,63}");

  public HoldPlan {
    subjects = List.copyOf(subjects);
  }

  /**
   * The plan of a document.
   *
   * @throws PlanError naming the field that is wrong
   */
  public static HoldPlan read(JsonNode document) {
    var plan = new Fields(document, "", PLAN);
    if (plan.number("version", 0, 0, Long.MAX_VALUE) != VERSION) {
      throw new PlanError("version", "must be " + VERSION);
    }
    if (!UID.matcher(plan.text("hold")).matches()) {
      throw new PlanError("hold", "must have the form " + UID);
    }
    List<Fields> subjects = plan.objects("subjects", SUBJECT);
    if (subjects.isEmpty()) {
      throw new PlanError("subjects", "at least one is needed");
    }
    return new HoldPlan(
        plan.text("hold"),
        PlanHash.of(document),
        plan.flag("released"),
        IntStream.range(0, subjects.size()).mapToObj(i -> subject(i, subjects.get(i))).toList());
  }

  private static HoldSubject subject(int place, Fields subject) {
    if (subject.has("schema") != subject.has("table")) {
      throw new PlanError(subject.path(), "has both schema and table, or neither");
    }
    List<Identifier> columns = subject.identifiers("columns");
    List<String> values = subject.texts("values");
    if (columns.isEmpty() || columns.size() != values.size()) {
      throw new PlanError(subject.at("values"), "must be as many as columns, and at least one");
    }
    return new HoldSubject(
        place,
        subject.maybe("schema", Identifier::new).orElse(null),
        subject.maybe("table", Identifier::new).orElse(null),
        columns,
        values);
  }

  /** Subjects as the parameter of {@link HoldSql#SUBJECTS}. */
  static String json(Collection<HoldSubject> subjects) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    subjects.forEach(subject -> put(rows.addObject(), subject));
    return rows.toString();
  }

  private static void put(ObjectNode row, HoldSubject subject) {
    row.put("place", subject.place());
    if (subject.schema() != null && subject.table() != null) {
      row.put("table_schema", subject.schema().name()).put("table_name", subject.table().name());
    }
    ArrayNode columns = row.putArray("key_columns");
    subject.columnNames().forEach(columns::add);
    ArrayNode values = row.putArray("key_values");
    subject.values().forEach(values::add);
  }
}

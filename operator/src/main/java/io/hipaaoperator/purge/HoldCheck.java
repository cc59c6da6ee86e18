package io.hipaaoperator.purge;

import io.hipaaoperator.postgres.Identifier;
import io.hipaaoperator.postgres.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether all holds can be followed. One that fits nothing, since a name in it is misspelt, would
 * hold nothing and nobody would know.
 */
record HoldCheck(Session session, Identifier schema, Facts facts) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/@=+$-]{1,255}");
  private static final String SOME_TABLE =
      """
      SELECT EXISTS (
        SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'
          AND n.nspname NOT IN ('information_schema', ?)
          AND NOT EXISTS (SELECT 1 FROM unnest(?::text[]) k WHERE NOT EXISTS (
            SELECT 1 FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attname = k AND a.attnum > 0 AND NOT a.attisdropped)))""";

  /**
   * Looks at holds.
   *
   * @throws PlanError naming one of those that can't be followed
   */
  void check(List<HoldShape> shapes) {
    shapes.forEach(this::fits);
    facts.targets().stream()
        .flatMap(target -> target.root().chains().stream())
        .sorted(Comparator.comparingInt(List::size))
        .forEach(chain -> shapes.forEach(shape -> follows(shape, chain)));
  }

  /** What a hold on a patient means for visits of the patient the hold itself has to say. */
  private void follows(HoldShape shape, List<Node> chain) {
    Node node = chain.getLast();
    if (chain.stream().noneMatch(it -> shape.reaches(name(it), facts.types(it).keySet()))) {
      facts.above(node).entrySet().stream()
          .filter(table -> shape.reaches(table.getKey(), Set.copyOf(table.getValue())))
          .findFirst()
          .ifPresent(table -> refuse(shape, node, table.getKey()));
    }
  }

  private static void refuse(HoldShape shape, Node node, String above) {
    throw new PlanError(
        node.path(),
        "legal hold %s is on %s, to whose rows those of %s refer; lay it on these, or by a column that they have"
            .formatted(shown(shape.hold()), above, name(node)));
  }

  private static String name(Node node) {
    return node.table().toString();
  }

  private void fits(HoldShape shape) {
    misfit(shape)
        .ifPresent(
            why -> {
              throw new PlanError("legal hold " + shown(shape.hold()), why);
            });
  }

  /** Why a hold fits no table; empty where it does. */
  Optional<String> misfit(HoldShape shape) {
    String name = shown(shape.schema() + "." + shape.table());
    if (shape.isGeneral()) {
      return why(!isSomewhere(shape), "no table has the columns " + shown(shape.columns()));
    }
    return shape.isTable()
        ? why(!shape.missing().isEmpty(), name + " has no column " + shown(shape.missing()))
        : why(true, "there is no table " + name);
  }

  private static Optional<String> why(boolean wrong, String words) {
    return wrong ? Optional.of(words) : Optional.empty();
  }

  private boolean isSomewhere(HoldShape shape) {
    return facts.nodes().anyMatch(node -> facts.types(node).keySet().containsAll(shape.columns()))
        || session.test(SOME_TABLE, schema.name(), shape.columns());
  }

  private static List<String> shown(List<String> names) {
    return names.stream().map(HoldCheck::shown).toList();
  }

  /** What people write into a hold may be anything; a message carries names only. */
  private static String shown(String name) {
    return NAME.matcher(name).matches() ? name : "(no name)";
  }
}

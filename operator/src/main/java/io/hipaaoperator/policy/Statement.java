package io.hipaaoperator.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of a policy, so that two that say the same are equal: without its name, in one order,
 * an account by its number alone.
 *
 * @param effect Allow or Deny
 * @param principals each with its kind, for example {@code AWS 111122223333}
 * @param actions in lower case
 * @param rest everything else that it says: resources, conditions, exceptions
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar</a>
 */
public record Statement(
    String effect, SortedSet<String> principals, SortedSet<String> actions, JsonNode rest) {
  private static final Set<String> HEAD = Set.of("Sid", "Effect", "Principal", "Action");
  private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

  /** What AWS writes in place of a role or user that was deleted. */
  private static final Pattern DELETED = Pattern.compile("AWS A(ROA|IDA)[A-Z0-9]{10,}");

  /** The statement that JSON says. */
  public static Statement of(JsonNode statement) {
    return new Statement(
        statement.path("Effect").asText(),
        principals(statement.path("Principal")),
        values(statement.path("Action"), action -> action.toLowerCase(Locale.ROOT)),
        rest(statement));
  }

  /** Whether this allows nothing that is not allowed by one of those. */
  public boolean isWithin(Collection<Statement> others) {
    return effect.equals("Deny")
        || living().isEmpty() && !principals.isEmpty()
        || others.stream().anyMatch(this::isWithin);
  }

  private boolean isWithin(Statement other) {
    return effect.equals(other.effect)
        && rest.equals(other.rest)
        && !principals.isEmpty()
        && !actions.isEmpty()
        && other.principals.containsAll(living())
        && actions.stream().allMatch(action -> other.actions.stream().anyMatch(covers(action)));
  }

  /** Whether this lets in somebody who does not belong to this account, services of AWS too. */
  public boolean admitsBeside(String account) {
    return effect.equals("Allow")
        && (principals.isEmpty() || living().stream().anyMatch(name -> !isOf(account, name)));
  }

  private static boolean isOf(String account, String principal) {
    return principal.equals("AWS " + account)
        || principal.matches("AWS arn:[a-z-]+:(iam|sts)::" + account + ":.*");
  }

  /** Principals that exist: nobody can be one that was deleted, not even a namesake. */
  private List<String> living() {
    return principals.stream().filter(name -> !DELETED.matcher(name).matches()).toList();
  }

  private static java.util.function.Predicate<String> covers(String action) {
    return pattern ->
        pattern.equals(action)
            || pattern.endsWith("*")
                && action.startsWith(pattern.substring(0, pattern.length() - 1));
  }

  private static SortedSet<String> principals(JsonNode principal) {
    SortedSet<String> all = new TreeSet<>();
    if (principal.isTextual()) {
      all.add("AWS " + principal.asText());
    }
    for (Map.Entry<String, JsonNode> kind : principal.properties()) {
      values(kind.getValue(), Statement::account).forEach(v -> all.add(kind.getKey() + " " + v));
    }
    return all;
  }

  private static String account(String principal) {
    return ROOT.matcher(principal).replaceFirst("$1");
  }

  private static SortedSet<String> values(JsonNode one, UnaryOperator<String> change) {
    SortedSet<String> values = new TreeSet<>();
    Stream<JsonNode> nodes =
        one.isArray() ? one.valueStream() : one.isMissingNode() ? Stream.empty() : Stream.of(one);
    nodes.map(JsonNode::asText).map(change).forEach(values::add);
    return values;
  }

  private static JsonNode rest(JsonNode statement) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    statement.properties().stream()
        .filter(field -> !HEAD.contains(field.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> rest.set(field.getKey(), normal(field.getValue())));
    return rest;
  }

  /** One value and a list of it are the same, and no order of values means anything. */
  private static JsonNode normal(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      values(node, UnaryOperator.identity()).forEach(values::add);
      return values;
    }
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    object.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> sorted.set(field.getKey(), normal(field.getValue())));
    return sorted;
  }

  /** For people. */
  @Override
  public String toString() {
    return effect
        + " "
        + String.join(", ", principals)
        + ": "
        + String.join(", ", actions)
        + (rest.path("Condition").isMissingNode() ? "" : " if " + rest.path("Condition"));
  }
}

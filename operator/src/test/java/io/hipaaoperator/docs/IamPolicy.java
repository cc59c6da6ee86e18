package io.hipaaoperator.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.aws.Action;
import io.hipaaoperator.aws.Action.Access;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The rights that the operator needs in AWS, as an IAM policy: a statement for each grant. */
final class IamPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private IamPolicy() {}

  /** The policy as JSON with the rights of these kinds. */
  static String of(Set<Access> kinds) {
    ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
    ArrayNode statements = policy.putArray("Statement");
    for (IamGrant grant : IamGrant.values()) {
      List<String> actions = actions(grant, kinds);
      if (!actions.isEmpty()) {
        statements.add(statement(grant, actions));
      }
    }
    return policy.toPrettyString() + "\n";
  }

  private static List<String> actions(IamGrant grant, Set<Access> kinds) {
    return Arrays.stream(Action.values())
        .filter(action -> kinds.contains(action.access()))
        .filter(action -> IamGrant.of(action).contains(grant))
        .flatMap(action -> Stream.concat(Stream.of(action.iam()), IamGrant.also(action).stream()))
        .toList();
  }

  private static ObjectNode statement(IamGrant grant, List<String> actions) {
    ObjectNode statement = JSON.createObjectNode().put("Sid", sid(grant)).put("Effect", "Allow");
    actions.forEach(statement.putArray("Action")::add);
    statement.put("Resource", grant.resource());
    if (!grant.conditions().isEmpty()) {
      ObjectNode all = statement.putObject("Condition");
      grant.conditions().forEach(condition -> add(all, condition));
    }
    return statement;
  }

  private static void add(ObjectNode all, IamCondition condition) {
    all.withObjectProperty(condition.operator()).put(condition.key(), condition.value());
  }

  /** AWS takes letters and digits only. */
  private static String sid(IamGrant grant) {
    var words = new StringBuilder();
    for (String word : grant.name().split("_")) {
      words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return words.toString();
  }
}

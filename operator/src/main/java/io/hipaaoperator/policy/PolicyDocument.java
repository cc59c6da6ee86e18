package io.hipaaoperator.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** A policy as its author wrote it. */
public final class PolicyDocument {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NAME = "Sid";

  private final ObjectNode policy;

  private PolicyDocument(ObjectNode policy) {
    this.policy = policy;
  }

  /** The policy that JSON says; AWS stores none that is not JSON, and such a one says nothing. */
  public static PolicyDocument of(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode policy ? new PolicyDocument(policy) : none();
    } catch (JsonProcessingException e) {
      return none();
    }
  }

  /** One that says nothing yet. */
  public static PolicyDocument none() {
    return new PolicyDocument(JSON.createObjectNode().put("Version", "2012-10-17"));
  }

  /** What it says. */
  public List<Statement> statements() {
    return written().map(Statement::of).toList();
  }

  /**
   * This policy, word for word, and a statement more, as JSON. It takes the place of one of the
   * same name.
   */
  public String with(ObjectNode statement) {
    ArrayNode all = JSON.createArrayNode();
    written()
        .filter(one -> !one.path(NAME).asText().equals(statement.path(NAME).asText()))
        .forEach(all::add);
    return policy.deepCopy().set("Statement", all.add(statement)).toString();
  }

  private Stream<JsonNode> written() {
    JsonNode statement = policy.path("Statement");
    return statement.isArray()
        ? statement.valueStream()
        : Stream.of(statement).filter(JsonNode::isObject);
  }
}

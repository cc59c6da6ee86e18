package io.hipaaoperator.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A data protection policy of a log group, by what it masks: one statement that counts findings and
 * one that masks them, over the same identifiers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html">Data
 *     protection policies</a>
 */
final class MaskingPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IDENTIFIERS = "DataIdentifier";
  private static final String ARN = ":dataprotection::aws:data-identifier/";
  private static final String EMPTY =
      """
      {"Name": "hipaa-operator", "Description": "Identifiers of health care are masked",
       "Version": "2021-06-01", "Statement": [
        {"Sid": "audit", "Operation": {"Audit": {"FindingsDestination": {}}}},
        {"Sid": "redact", "Operation": {"Deidentify": {"MaskConfig": {}}}}]}
      """;

  private MaskingPolicy() {}

  /** Names of the identifiers that a policy masks; none where it masks nothing. */
  static Set<String> masked(String policy) {
    Set<String> names = new TreeSet<>();
    statements(parsed(policy))
        .filter(statement -> statement.at("/Operation/Deidentify").has("MaskConfig"))
        .flatMap(statement -> statement.path(IDENTIFIERS).valueStream())
        .map(identifier -> identifier.asText())
        .forEach(arn -> names.add(arn.substring(arn.lastIndexOf('/') + 1)));
    return names;
  }

  /**
   * The policy that masks these identifiers as well: what it masks beyond, and where it tells of
   * findings, stays.
   *
   * @param found the policy that is there; an empty text where there is none
   * @param partition the first part of AWS's names behind {@code arn:}, for example {@code aws}
   */
  static String extended(String found, Collection<String> names, String partition) {
    JsonNode there = parsed(found);
    JsonNode policy = isWhole(there) ? there : parsed(EMPTY);
    Set<String> all = new TreeSet<>();
    statements(policy)
        .flatMap(statement -> statement.path(IDENTIFIERS).valueStream())
        .forEach(identifier -> all.add(identifier.asText()));
    names.forEach(name -> all.add("arn:" + partition + ARN + name));
    ArrayNode identifiers = JSON.createArrayNode();
    all.forEach(identifiers::add);
    statements(policy).forEach(statement -> ((ObjectNode) statement).set(IDENTIFIERS, identifiers));
    return policy.toString();
  }

  private static boolean isWhole(JsonNode policy) {
    return statements(policy).anyMatch(one -> one.at("/Operation/Deidentify").has("MaskConfig"))
        && statements(policy).anyMatch(one -> one.path("Operation").has("Audit"));
  }

  private static Stream<JsonNode> statements(JsonNode policy) {
    return policy.path("Statement").valueStream().filter(JsonNode::isObject);
  }

  /** AWS stores no policy that is not JSON; one that is none all the same masks nothing. */
  private static JsonNode parsed(String policy) {
    try {
      return JSON.readTree(policy);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }
}

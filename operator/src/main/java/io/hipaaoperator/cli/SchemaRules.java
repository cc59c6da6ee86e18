package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hipaaoperator.network.Cidr;
import io.hipaaoperator.workload.MetadataAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of the schema that are written in CEL, said again in Java, and known by their messages.
 * CEL for Java lacks the functions on addresses that the API server adds.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class SchemaRules {
  private static final Pattern LABEL_NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern PREFIX_LENGTH = Pattern.compile("/(0|[1-9]\\d*)$");
  private static final Pattern LEADING_ZERO = Pattern.compile("^(.*\\.)?0\\d+\\..*|.*\\.0\\d+/.*");

  private static final List<Cidr> METADATA =
      MetadataAddress.ALL.stream().flatMap(text -> Cidr.parse(text).stream()).toList();

  private static final Map<String, Predicate<JsonNode>> OF_NETWORK =
      Map.of(
          "a peer is exactly one of: podSelector and/or namespaceSelector, ipBlock, workload",
          SchemaRules::isOneForm,
          "cidr must be a network address with prefix length, such as 10.0.0.0/16",
          self -> network(self.path("cidr")).isPresent(),
          "except must list network addresses inside cidr and smaller than it",
          self -> self.path("except").valueStream().allMatch(e -> isWithin(e, self.path("cidr"))),
          "cidr is a cloud metadata address, which pods that handle PHI may never reach",
          self -> network(self.path("cidr")).stream().noneMatch(SchemaRules::isMetadata),
          "endPort needs a numeric port and must not be smaller than it",
          SchemaRules::isRange,
          "values must be given with operator In or NotIn, and only there",
          self -> needsValues(self.path("operator")) != self.path("values").isEmpty(),
          "the part of a label key before the slash may have at most 253 characters",
          self -> self.path("key").asText().indexOf('/') <= 253,
          "matchLabels needs valid label keys and values",
          self -> self.properties().stream().allMatch(SchemaRules::isLabel));

  private static final Map<String, Predicate<JsonNode>> RULES =
      Stream.of(OF_NETWORK, SecretRules.RULES)
          .flatMap(rules -> rules.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private SchemaRules() {}

  /** What is wrong, each as the field below and words. */
  static Stream<String> faults(Schema part) {
    return part.schema()
        .path("x-kubernetes-validations")
        .valueStream()
        .filter(rule -> !rule(rule).test(part.value()))
        .map(rule -> rule.path("fieldPath").asText() + ": " + rule.path("message").asText());
  }

  /** Those rules that are known here. */
  static Set<String> messages() {
    return RULES.keySet();
  }

  /** A rule of the schema that nobody has said in Java is a bug, and no reason to pass it over. */
  private static Predicate<JsonNode> rule(JsonNode rule) {
    String message = rule.path("message").asText();
    return Objects.requireNonNull(RULES.get(message), message);
  }

  private static boolean isOneForm(JsonNode peer) {
    boolean bySelector = peer.has("podSelector") || peer.has("namespaceSelector");
    return Stream.of(bySelector, peer.has("ipBlock"), peer.has("workload")).filter(is -> is).count()
        == 1;
  }

  private static boolean isRange(JsonNode port) {
    return !port.has("endPort")
        || (port.path("port").isIntegralNumber()
            && port.path("endPort").asInt() >= port.path("port").asInt());
  }

  private static boolean needsValues(JsonNode operator) {
    return operator.asText().equals("In") || operator.asText().equals("NotIn");
  }

  private static boolean isLabel(Map.Entry<String, JsonNode> label) {
    String key = label.getKey();
    String value = label.getValue().asText();
    int slash = key.indexOf('/');
    return LABEL_NAME.matcher(key.substring(slash + 1)).matches()
        && (slash < 0 || isPrefix(key.substring(0, slash)))
        && (value.isEmpty() || LABEL_NAME.matcher(value).matches());
  }

  private static boolean isPrefix(String text) {
    return text.length() <= 253 && SUBDOMAIN.matcher(text).matches();
  }

  /** A block without host bits, spelled as the API server takes it. */
  private static Optional<Cidr> network(JsonNode node) {
    String text = node.asText();
    String address = PREFIX_LENGTH.matcher(text).replaceFirst("");
    return Cidr.parse(text)
        .filter(block -> !address.equals(text) && !LEADING_ZERO.matcher(text).matches())
        .filter(block -> Cidr.parse(address).filter(block::beginsWith).isPresent());
  }

  /** Where cidr is none, that is told and not this. */
  private static boolean isWithin(JsonNode inner, JsonNode outer) {
    return Cidr.parse(outer.asText()).stream()
        .allMatch(
            wide ->
                network(inner)
                    .filter(part -> wide.contains(part) && !part.contains(wide))
                    .isPresent());
  }

  private static boolean isMetadata(Cidr block) {
    return METADATA.stream().anyMatch(address -> address.contains(block));
  }
}

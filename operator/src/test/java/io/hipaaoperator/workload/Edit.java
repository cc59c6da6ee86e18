package io.hipaaoperator.workload;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One change that somebody makes to one field of a policy, as a JSON patch.
 *
 * @param op replace, remove or add
 * @param at where
 * @param value what to; empty for a removal
 */
record Edit(String op, JsonPointer at, Optional<String> value) {
  /** What a field is changed to: another value that the API server accepts there. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("controller", "false"),
          Map.entry("apiVersion", "\"v1\""),
          Map.entry("kind", "\"ConfigMap\""),
          Map.entry("uid", "\"" + UUID.randomUUID() + "\""),
          Map.entry("operator", "\"NotIn\""),
          Map.entry("cidr", "\"10.0.0.0/8\""),
          Map.entry("port", "1"),
          Map.entry("endPort", "9020"),
          Map.entry("protocol", "\"SCTP\""));

  /** What is added to a list. */
  private static final Map<String, String> ITEM =
      Map.ofEntries(
          Map.entry("ingress", "{}"),
          Map.entry("egress", "{}"),
          Map.entry("from", "{\"podSelector\":{}}"),
          Map.entry("to", "{\"podSelector\":{}}"),
          Map.entry("ports", "{\"port\":1,\"protocol\":\"TCP\"}"),
          Map.entry("except", "\"10.0.3.0/24\""),
          Map.entry("values", "\"foreign\""),
          Map.entry("matchExpressions", "{\"key\":\"foreign\",\"operator\":\"Exists\"}"));

  /** What is added to an object that does not have it yet. */
  private static final Map<String, Map<String, String>> MEMBER =
      Map.of(
          "spec", Map.of("ingress", "[{}]", "egress", "[{}]"),
          "podSelector",
              Map.of("matchExpressions", "[{\"key\":\"foreign\",\"operator\":\"Exists\"}]"),
          "matchLabels", Map.of("foreign", "\"true\""),
          "ipBlock", Map.of("except", "[\"10.1.1.0/24\"]"));

  /** Every edit of every field that the operator has put on a policy. */
  static List<Edit> of(JsonNode policy) {
    List<Edit> edits = new ArrayList<>();
    JsonPointer metadata = JsonPointer.compile("/metadata");
    for (String own : List.of("labels", "annotations", "ownerReferences")) {
      remove(policy, metadata.appendProperty(own), edits);
    }
    collect(policy, JsonPointer.compile("/spec"), edits);
    return edits;
  }

  private static void collect(JsonNode policy, JsonPointer at, List<Edit> edits) {
    JsonNode here = policy.at(at);
    if (here.isObject()) {
      here.fieldNames().forEachRemaining(name -> remove(policy, at.appendProperty(name), edits));
      members(here, at).forEach(edits::add);
    } else if (here.isArray()) {
      for (int i = 0; i < here.size(); i++) {
        remove(policy, at.appendIndex(i), edits);
      }
      item(here, at).ifPresent(edits::add);
    } else {
      edits.add(new Edit("replace", at, Optional.of(other(here, at))));
    }
  }

  private static void remove(JsonNode policy, JsonPointer at, List<Edit> edits) {
    edits.add(new Edit("remove", at, Optional.empty()));
    collect(policy, at, edits);
  }

  private static List<Edit> members(JsonNode here, JsonPointer at) {
    return MEMBER.getOrDefault(name(at), Map.of()).entrySet().stream()
        .filter(member -> !here.has(member.getKey()))
        .map(
            member ->
                new Edit("add", at.appendProperty(member.getKey()), Optional.of(member.getValue())))
        .toList();
  }

  private static Optional<Edit> item(JsonNode here, JsonPointer at) {
    String item =
        name(at).equals("policyTypes") && here.size() == 1
            ? "\"" + opposite(here.get(0).asText()) + "\""
            : ITEM.get(name(at));
    return Optional.ofNullable(item)
        .map(value -> new Edit("add", at.appendProperty("-"), Optional.of(value)));
  }

  private static String other(JsonNode here, JsonPointer at) {
    if (at.toString().startsWith("/spec/policyTypes/")) {
      return "\"" + opposite(here.asText()) + "\"";
    }
    if (at.toString().contains("/except/")) {
      return "\"10.0.2.0/24\"";
    }
    return OTHER.getOrDefault(name(at), "\"foreign\"");
  }

  private static String opposite(String policyType) {
    return policyType.equals("Ingress") ? "Egress" : "Ingress";
  }

  private static String name(JsonPointer at) {
    return at.last().getMatchingProperty();
  }

  /** As the API takes it. */
  String patch() {
    return value
        .map(to -> "[{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}]".formatted(op, at, to))
        .orElseGet(() -> "[{\"op\":\"remove\",\"path\":\"%s\"}]".formatted(at));
  }

  /** The field that a drift names for it: atomic lists and selectors are one field. */
  String field() {
    List<String> segments = new ArrayList<>();
    boolean map = at.toString().matches("/metadata/(labels|annotations)/.*");
    JsonPointer rest = at;
    for (int i = 0; i < (map ? 3 : 2); i++) {
      String segment = rest.getMatchingProperty();
      segments.add(segment.contains(".") ? "[" + segment + "]" : segment);
      rest = rest.tail();
    }
    return String.join(".", segments);
  }

  /** Whether the API server knows afterwards who did it: a manager that owns nothing vanishes. */
  boolean leavesTraces() {
    boolean wholeField = at.tail().tail().matches();
    return !sendsToTheGarbageCollector()
        && (!op.equals("remove") || (at.toString().startsWith("/spec/") && !wholeField));
  }

  /** An owner that does not exist: the child may be gone before the operator has looked at it. */
  boolean sendsToTheGarbageCollector() {
    return at.toString().endsWith("/uid");
  }

  @Override
  public String toString() {
    return op + " " + at + value.map(to -> " " + to).orElse("");
  }
}

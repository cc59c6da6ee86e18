package io.hipaaoperator.network;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selectors in words, as {@code kubectl --selector} writes them. */
final class SelectorText {
  private SelectorText() {}

  /** Pods of namespaces: {@code pods app=api of namespace clinic}. */
  static String pods(LabelSelector namespaces, LabelSelector pods) {
    return (isEmpty(pods) ? "every pod" : "pods " + of(pods)) + " of " + namespaces(namespaces);
  }

  private static String namespaces(LabelSelector namespaces) {
    if (isEmpty(namespaces)) {
      return "every namespace";
    }
    String name = labels(namespaces).get(Endpoint.NAMESPACE_NAME);
    boolean isNamed = name != null && namespaces.equals(Selectors.namespace(name));
    return isNamed ? "namespace " + name : "namespaces " + of(namespaces);
  }

  private static boolean isEmpty(LabelSelector selector) {
    return labels(selector).isEmpty() && expressions(selector).isEmpty();
  }

  private static Map<String, String> labels(LabelSelector selector) {
    return requireNonNullElse(selector.getMatchLabels(), Map.of());
  }

  private static List<LabelSelectorRequirement> expressions(LabelSelector selector) {
    return requireNonNullElse(selector.getMatchExpressions(), List.of());
  }

  private static String of(LabelSelector selector) {
    Stream<String> labels =
        labels(selector).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(label -> label.getKey() + "=" + label.getValue());
    Stream<String> expressions = expressions(selector).stream().map(SelectorText::of);
    return Stream.concat(labels, expressions).collect(Collectors.joining(","));
  }

  private static String of(LabelSelectorRequirement requirement) {
    List<String> values = requirement.getValues() == null ? List.of() : requirement.getValues();
    String set = " (" + String.join(",", values) + ")";
    return switch (requirement.getOperator()) {
      case "In" -> requirement.getKey() + " in" + set;
      case "NotIn" -> requirement.getKey() + " notin" + set;
      case "DoesNotExist" -> "!" + requirement.getKey();
      case null, default -> requirement.getKey();
    };
  }
}

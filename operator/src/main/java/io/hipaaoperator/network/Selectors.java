package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Label selectors, on labels and against each other. An invalid selector, which only a manifest can
 * hold, matches nothing.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/">
 *     LabelSelector</a>
 */
public final class Selectors {
  private Selectors() {}

  /** Whether a selector matches labels. */
  public static boolean matches(LabelSelector selector, @Nullable Map<String, String> labels) {
    Map<String, String> present = labels == null ? Map.of() : labels;
    return LabelConstraint.of(selector)
        .filter(constraints -> satisfies(constraints, present))
        .isPresent();
  }

  private static boolean satisfies(
      Map<String, LabelConstraint> constraints, Map<String, String> labels) {
    return constraints.entrySet().stream()
        .allMatch(constraint -> constraint.getValue().admits(labels.get(constraint.getKey())));
  }

  /** Whether no labels can match both: certain when true, open when false. */
  public static boolean disjoint(LabelSelector one, LabelSelector other) {
    if (differ(one.getMatchLabels(), other.getMatchLabels())) {
      return true;
    }
    Optional<Map<String, LabelConstraint>> first = LabelConstraint.of(one);
    Optional<Map<String, LabelConstraint>> second = LabelConstraint.of(other);
    return first.isEmpty() || second.isEmpty() || disjoint(first.get(), second.get());
  }

  /** The usual case, and quick to see: one label, two values. */
  private static boolean differ(
      @Nullable Map<String, String> one, @Nullable Map<String, String> other) {
    return one != null
        && other != null
        && one.entrySet().stream()
            .anyMatch(
                label ->
                    !label.getValue().equals(other.getOrDefault(label.getKey(), label.getValue())));
  }

  private static boolean disjoint(
      Map<String, LabelConstraint> one, Map<String, LabelConstraint> other) {
    return one.entrySet().stream()
        .anyMatch(
            constraint ->
                constraint
                    .getValue()
                    .and(other.getOrDefault(constraint.getKey(), LabelConstraint.ANY))
                    .isImpossible());
  }

  /** Whether all labels that match the inner selector match the outer: certain when true. */
  public static boolean covers(LabelSelector outer, LabelSelector inner) {
    Optional<Map<String, LabelConstraint>> wide = LabelConstraint.of(outer);
    Optional<Map<String, LabelConstraint>> narrow = LabelConstraint.of(inner);
    return narrow.isEmpty() || (wide.isPresent() && covers(wide.get(), narrow.get()));
  }

  private static boolean covers(
      Map<String, LabelConstraint> outer, Map<String, LabelConstraint> inner) {
    return outer.entrySet().stream()
        .allMatch(
            constraint ->
                inner
                    .getOrDefault(constraint.getKey(), LabelConstraint.ANY)
                    .implies(constraint.getValue()));
  }

  /** A selector that matches one namespace, by the label that the API server sets and keeps. */
  public static LabelSelector namespace(String name) {
    return new LabelSelectorBuilder().addToMatchLabels(Endpoint.NAMESPACE_NAME, name).build();
  }
}

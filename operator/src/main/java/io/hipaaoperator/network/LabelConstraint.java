package io.hipaaoperator.network;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a selector asks of one label.
 *
 * @param absent the label may be missing
 * @param only values that it may have; empty for any
 * @param never values that it must not have
 */
record LabelConstraint(boolean absent, Optional<Set<String>> only, Set<String> never) {
  /** Asks nothing. */
  static final LabelConstraint ANY = new LabelConstraint(true, Optional.empty(), Set.of());

  private static final LabelConstraint EXISTS =
      new LabelConstraint(false, Optional.empty(), Set.of());

  private static final LabelConstraint MISSING =
      new LabelConstraint(true, Optional.of(Set.of()), Set.of());

  /** A selector's constraints by label key; empty when the selector is invalid. */
  static Optional<Map<String, LabelConstraint>> of(LabelSelector selector) {
    Map<String, LabelConstraint> constraints = new HashMap<>();
    requireNonNullElse(selector.getMatchLabels(), Map.<String, String>of())
        .forEach((key, value) -> add(constraints, key, in(Set.of(value))));
    for (var requirement : expressions(selector)) {
      Optional<LabelConstraint> constraint = of(requirement);
      if (constraint.isEmpty()) {
        return Optional.empty();
      }
      add(constraints, requirement.getKey(), constraint.get());
    }
    return Optional.of(constraints);
  }

  private static List<LabelSelectorRequirement> expressions(LabelSelector selector) {
    return requireNonNullElse(selector.getMatchExpressions(), List.of());
  }

  private static void add(
      Map<String, LabelConstraint> constraints, String key, LabelConstraint more) {
    constraints.merge(key, more, LabelConstraint::and);
  }

  private static Optional<LabelConstraint> of(LabelSelectorRequirement requirement) {
    List<String> values = requirement.getValues();
    boolean isSet = values != null && !values.isEmpty();
    return switch (requirement.getOperator()) {
      case "In" -> isSet ? Optional.of(in(Set.copyOf(values))) : Optional.empty();
      case "NotIn" -> isSet ? Optional.of(notIn(Set.copyOf(values))) : Optional.empty();
      case "Exists" -> isSet ? Optional.empty() : Optional.of(EXISTS);
      case "DoesNotExist" -> isSet ? Optional.empty() : Optional.of(MISSING);
      case null, default -> Optional.empty();
    };
  }

  private static LabelConstraint in(Set<String> values) {
    return new LabelConstraint(false, Optional.of(values), Set.of());
  }

  private static LabelConstraint notIn(Set<String> values) {
    return new LabelConstraint(true, Optional.empty(), values);
  }

  /** Whether a label's value, or its absence, will do. */
  boolean admits(@Nullable String value) {
    return value == null
        ? absent
        : !never.contains(value) && only.map(values -> values.contains(value)).orElse(true);
  }

  /** Both at once. */
  LabelConstraint and(LabelConstraint other) {
    Set<String> neither = new HashSet<>(never);
    neither.addAll(other.never);
    Optional<Set<String>> both =
        only.map(values -> other.only.map(others -> common(values, others)).orElse(values))
            .or(other::only);
    return new LabelConstraint(absent && other.absent, both, neither);
  }

  private static Set<String> common(Set<String> one, Set<String> other) {
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    return common;
  }

  /** Whether neither a value nor absence will do. */
  boolean isImpossible() {
    return !absent && only.map(never::containsAll).orElse(false);
  }

  /** Whether whatever satisfies this satisfies the other too. */
  boolean implies(LabelConstraint other) {
    return isImpossible() || ((!absent || other.absent) && valuesAreIn(other));
  }

  private boolean valuesAreIn(LabelConstraint other) {
    return only.map(values -> values.stream().filter(this::admits).allMatch(other::admits))
        .orElseGet(() -> other.only.isEmpty() && never.containsAll(other.never));
  }
}

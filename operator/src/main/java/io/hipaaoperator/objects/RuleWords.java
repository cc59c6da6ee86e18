package io.hipaaoperator.objects;

import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lifecycle rules in the words of people. */
final class RuleWords {
  private RuleWords() {}

  static String of(LifecycleRule rule) {
    return "objects end %s, versions %s, uploads %s%s%s"
        .formatted(
            after(rule.ends().objects()),
            after(rule.ends().versions()),
            after(rule.ends().uploads()),
            rule.isEnabled() ? "" : ", disabled",
            rule.isAll() ? "" : ", and more");
  }

  static String of(List<LifecycleRule> rules) {
    return rules.stream()
        .map(rule -> "rule %s on %s*: %s".formatted(rule.id(), rule.prefix(), of(rule)))
        .collect(Collectors.joining("; "));
  }

  static String after(Optional<Integer> days) {
    return days.map(number -> "after " + number + " days").orElse("never");
  }
}

package io.hipaaoperator.objects;

import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Those that end what they should not.
   *
   * @param policies uids of the policies that there are; empty where that is not known
   */
  static String of(List<LifecycleRule> rules, Optional<Set<String>> policies) {
    return rules.stream()
        .map(
            rule ->
                "rule %s on %s*: %s%s"
                    .formatted(rule.id(), rule.prefix(), of(rule), leftover(rule, policies)))
        .collect(Collectors.joining("; "));
  }

  private static String leftover(LifecycleRule rule, Optional<Set<String>> policies) {
    return Ending.owner(rule)
        .filter(uid -> policies.filter(all -> !all.contains(uid)).isPresent())
        .map(_ -> ", left over from a RetentionPolicy that is not in this cluster")
        .orElse("");
  }

  static String after(Optional<Integer> days) {
    return days.map(number -> "after " + number + " days").orElse("never");
  }
}

package io.hipaaoperator.objects;

import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionPolicyStatus.RuleState;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.objects.Ending.Rest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether objects end when they are due, and none earlier. Computed from values only.
 *
 * @param reason one word that stays the same
 * @param verdict with a sentence for people
 */
public record EndingState(String reason, Verdict verdict) {

  /** What the rules of a policy come to. */
  public static EndingState of(List<Ending> endings, List<ObjectRule> rules) {
    return first(rules, RuleState.Deviating)
        .map(it -> new EndingState("ObjectsDeviate", Verdict.violated(words(it))))
        .or(
            () ->
                first(rules, RuleState.Unread)
                    .map(it -> new EndingState("ObjectsUnread", Verdict.undetermined(words(it)))))
        .or(() -> rest(endings))
        .orElseGet(() -> enforced(rules.size()));
  }

  private static Optional<ObjectRule> first(List<ObjectRule> rules, RuleState state) {
    return rules.stream().filter(rule -> rule.state() == state).findFirst();
  }

  private static Optional<EndingState> rest(List<Ending> endings) {
    return endings.stream()
        .flatMap(it -> it.rest().stream())
        .findFirst()
        .map((Rest it) -> new EndingState(it.reason(), Verdict.violated(it.why())));
  }

  private static EndingState enforced(int prefixes) {
    return new EndingState(
        "Enforced",
        Verdict.compliant(
            "lifecycle rules are in force as declared on %d prefixes, and no other ends objects earlier; S3 follows them within days, and counts nothing"
                .formatted(prefixes)));
  }

  private static String words(ObjectRule rule) {
    return "s3://%s/%s: %s"
        .formatted(
            rule.bucket(), rule.prefix(), Objects.requireNonNullElse(rule.message(), "unknown"));
  }
}

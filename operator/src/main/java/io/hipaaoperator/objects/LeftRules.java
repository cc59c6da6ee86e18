package io.hipaaoperator.objects;

import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionPolicyStatus.RuleState;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Buckets;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.drift.FieldPath;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Deviation;
import io.hipaaoperator.drift.Setting.Remedy;
import io.hipaaoperator.objects.FoundRules.Rules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules of a policy in a bucket for what it declares no more: they end nothing any more. A bucket
 * is looked at until that is so, and as long as nobody knows.
 */
record LeftRules(String bucket, String owner, List<Ending> declared, Answer<Rules> found) {

  Stream<Setting<RuleWrite>> settings() {
    return switch (found) {
      case Answer.Known<Rules>(Rules rules) -> left(rules).map(rule -> resting(rules, rule));
      case Answer<Rules> failed -> isUnknown() ? Stream.of(unread(failed)) : Stream.empty();
    };
  }

  Stream<ObjectRule> status() {
    return switch (found) {
      case Answer.Known<Rules>(Rules rules) ->
          left(rules)
              .map(rule -> told(rule.prefix(), rule.id(), RuleState.Deviating, RuleWords.of(rule)));
      case Answer<Rules> failed ->
          isUnknown()
              ? Stream.of(
                  told("", Ending.ids(owner), RuleState.Unread, failed.failure().orElse("")))
              : Stream.empty();
    };
  }

  private ObjectRule told(String prefix, String id, RuleState state, String why) {
    return new ObjectRule(bucket, prefix, 0, id, state, "not declared any more: " + why);
  }

  private Stream<LifecycleRule> left(Rules rules) {
    return rules.all().stream().filter(this::isLeft);
  }

  private boolean isLeft(LifecycleRule rule) {
    return rule.isEnabled()
        && rule.id().startsWith(Ending.ids(owner))
        && declared.stream()
            .noneMatch(it -> it.bucket().equals(bucket) && it.rule().equals(rule.id()));
  }

  /** Where something is declared of the bucket that tells it already. */
  private boolean isUnknown() {
    return !found.isRefusedWith(Buckets.NOT_FOUND)
        && declared.stream().noneMatch(it -> it.bucket().equals(bucket));
  }

  private Setting<RuleWrite> resting(Rules rules, LifecycleRule left) {
    return new Setting<>(
        path(left.prefix()),
        Setting.digest("nothing ends"),
        Answer.known(Optional.of(Deviation.changed("nothing ends", RuleWords.of(left), true)))
            .fact(),
        new Remedy.Write<>(RuleWrite.of(rules.bucket(), PrefixRule.disabled(left))));
  }

  private Setting<RuleWrite> unread(Answer<Rules> failed) {
    return new Setting<>(
        path(""),
        Setting.digest("nothing ends"),
        failed.<Optional<Deviation>>map(_ -> Optional.empty()).fact(),
        new Remedy.Person<>("NotRead", "it could not be read"));
  }

  private FieldPath path(String prefix) {
    return FieldPath.ROOT.child("objects").child(bucket).child(prefix).child("left");
  }
}

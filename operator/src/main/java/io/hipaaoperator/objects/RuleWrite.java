package io.hipaaoperator.objects;

import io.hipaaoperator.aws.Buckets.Bucket;
import io.hipaaoperator.aws.ObjectRules.LifecycleRule;
import io.hipaaoperator.drift.Setting;
import io.hipaaoperator.drift.Setting.Remedy;
import java.util.List;
import java.util.Optional;

/**
 * Rules that are put in the place of those of their ids: nothing else of the bucket changes.
 *
 * @param bucket where
 * @param rules the rules
 */
public record RuleWrite(Bucket bucket, List<LifecycleRule> rules) {
  public RuleWrite {
    rules = List.copyOf(rules);
  }

  /** One rule. */
  static RuleWrite of(Bucket bucket, LifecycleRule rule) {
    return new RuleWrite(bucket, List.of(rule));
  }

  /** The same settings, each of which is put right with all others of its bucket at once. */
  static List<Setting<RuleWrite>> together(List<Setting<RuleWrite>> settings) {
    List<RuleWrite> changes = settings.stream().flatMap(it -> change(it).stream()).toList();
    return settings.stream()
        .map(it -> change(it).map(one -> with(it, one.and(changes))).orElse(it))
        .toList();
  }

  private static Optional<RuleWrite> change(Setting<RuleWrite> setting) {
    return setting.isDeviating() ? setting.remedy().written() : Optional.empty();
  }

  private static Setting<RuleWrite> with(Setting<RuleWrite> setting, RuleWrite all) {
    return new Setting<>(setting.path(), setting.digest(), setting.seen(), new Remedy.Write<>(all));
  }

  private RuleWrite and(List<RuleWrite> others) {
    return new RuleWrite(
        bucket,
        others.stream()
            .filter(it -> it.bucket().equals(bucket))
            .flatMap(it -> it.rules().stream())
            .toList());
  }
}

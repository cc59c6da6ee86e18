package io.hipaaoperator.aws;

import io.hipaaoperator.aws.ObjectRules.Ends;
import io.hipaaoperator.aws.ObjectRules.Transition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;

/** Lifecycle rules in S3's words and in ours, which are fewer. */
final class Lifecycle {
  private static final LifecycleRuleFilter ANY = LifecycleRuleFilter.builder().build();

  private Lifecycle() {}

  /** S3's rule in our words: all of it is told where they make the same rule again. */
  static ObjectRules.LifecycleRule told(LifecycleRule rule) {
    boolean isAll = rule(told(rule, true)).equals(withFilter(rule));
    return told(rule, isAll);
  }

  private static ObjectRules.LifecycleRule told(LifecycleRule rule, boolean isAll) {
    return new ObjectRules.LifecycleRule(
        Objects.requireNonNullElse(rule.id(), ""),
        rule.status() == ExpirationStatus.ENABLED,
        Objects.requireNonNullElse(withFilter(rule).filter().prefix(), ""),
        rule.transitions().stream()
            .filter(move -> move.days() != null)
            .map(move -> new Transition(move.days(), move.storageClassAsString()))
            .toList(),
        ends(rule),
        isAll);
  }

  private static Ends ends(LifecycleRule rule) {
    return new Ends(
        Optional.ofNullable(rule.expiration()).map(LifecycleExpiration::days),
        Optional.ofNullable(rule.noncurrentVersionExpiration())
            .map(NoncurrentVersionExpiration::noncurrentDays),
        Optional.ofNullable(rule.abortIncompleteMultipartUpload())
            .map(AbortIncompleteMultipartUpload::daysAfterInitiation));
  }

  /** The same rule with a filter, where it has an old rule's prefix, or none for all objects. */
  private static LifecycleRule withFilter(LifecycleRule rule) {
    if (rule.filter() != null && !rule.filter().equals(ANY)) {
      return rule;
    }
    String prefix = Objects.requireNonNullElse(rule.prefix(), "");
    return rule.toBuilder().prefix(null).filter(filter -> filter.prefix(prefix)).build();
  }

  /**
   * Puts our rules in the place of those of their ids. All else stays as it is, in words that S3
   * takes beside ours: it takes none without a filter.
   */
  static void change(
      PutBucketLifecycleConfigurationRequest.Builder request,
      Optional<GetBucketLifecycleConfigurationResponse> found,
      List<ObjectRules.LifecycleRule> ours) {
    Set<String> ids = ours.stream().map(it -> it.id()).collect(Collectors.toSet());
    Stream<LifecycleRule> others =
        found.stream()
            .flatMap(it -> it.rules().stream())
            .filter(rule -> rule.id() == null || !ids.contains(rule.id()))
            .map(Lifecycle::withFilter);
    List<LifecycleRule> rules = Stream.concat(others, ours.stream().map(Lifecycle::rule)).toList();
    request
        .lifecycleConfiguration(all -> all.rules(rules))
        .transitionDefaultMinimumObjectSize(
            found
                .map(GetBucketLifecycleConfigurationResponse::transitionDefaultMinimumObjectSize)
                .orElse(null));
  }

  /** Our words as S3's rule. */
  static LifecycleRule rule(ObjectRules.LifecycleRule told) {
    var rule =
        LifecycleRule.builder()
            .id(told.id())
            .status(told.isEnabled() ? ExpirationStatus.ENABLED : ExpirationStatus.DISABLED)
            .filter(filter -> filter.prefix(told.prefix()));
    if (!told.transitions().isEmpty()) {
      rule.transitions(told.transitions().stream().map(Lifecycle::transition).toList());
    }
    var ends = told.ends();
    ends.objects().ifPresent(days -> rule.expiration(end -> end.days(days)));
    ends.versions()
        .ifPresent(days -> rule.noncurrentVersionExpiration(end -> end.noncurrentDays(days)));
    ends.uploads()
        .ifPresent(
            days -> rule.abortIncompleteMultipartUpload(end -> end.daysAfterInitiation(days)));
    return rule.build();
  }

  private static software.amazon.awssdk.services.s3.model.Transition transition(Transition move) {
    return software.amazon.awssdk.services.s3.model.Transition.builder()
        .days(move.afterDays())
        .storageClass(move.storageClass())
        .build();
  }
}

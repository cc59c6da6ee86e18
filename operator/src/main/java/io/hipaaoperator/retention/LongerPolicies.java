package io.hipaaoperator.retention;

import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicySpec;
import io.hipaaoperator.api.RetentionTarget;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.Ending;
import io.hipaaoperator.objects.Ending.Rest;
import io.hipaaoperator.objects.PeriodDays;
import java.util.List;
import java.util.Optional;

/**
 * Policies that keep the same objects longer: of two rules S3 follows the one that ends objects
 * first, so that one rests.
 *
 * @param policies those of the cluster
 * @param uid of the policy that asks
 */
record LongerPolicies(Fact<List<RetentionPolicy>> policies, String uid) {

  /** Why these objects don't end after so many days; empty where nobody keeps them longer. */
  Optional<Rest> than(ObjectTarget objects, int days) {
    return switch (policies) {
      case Fact.Unreachable<List<RetentionPolicy>>(String why, _) ->
          rest("whether another RetentionPolicy keeps objects longer is not known: " + why);
      case Fact.Known<List<RetentionPolicy>>(List<RetentionPolicy> all) ->
          all.stream()
              .filter(it -> !it.getMetadata().getUid().equals(uid))
              .filter(it -> isLonger(it.getSpec(), objects, days))
              .map(it -> it.getMetadata().getNamespace())
              .sorted()
              .findFirst()
              .flatMap(
                  namespace ->
                      rest(
                          "a RetentionPolicy of namespace %s keeps objects of %s longer than %d days; nothing ends by this one"
                              .formatted(namespace, objects.bucket(), days)));
    };
  }

  private static Optional<Rest> rest(String why) {
    return Optional.of(new Rest("PolicyOverlap", why));
  }

  private static boolean isLonger(RetentionPolicySpec other, ObjectTarget objects, int days) {
    return other.targets().stream()
        .filter(target -> target.objects().filter(it -> meets(it, objects)).isPresent())
        .anyMatch(target -> days(other, target) > days);
  }

  private static int days(RetentionPolicySpec policy, RetentionTarget target) {
    return PeriodDays.most(policy.period(target.retention()).asPeriod());
  }

  private static boolean meets(ObjectTarget one, ObjectTarget other) {
    return one.bucket().equals(other.bucket()) && Ending.overlap(one.prefix(), other.prefix());
  }
}

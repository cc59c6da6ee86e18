package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.ObjectTarget;
import io.hipaaoperator.api.RetentionPolicy;
import io.hipaaoperator.api.RetentionPolicyStatus;
import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionTarget;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.objects.Ending;
import io.hipaaoperator.objects.Ending.Rest;
import io.hipaaoperator.objects.EndingPasses;
import io.hipaaoperator.objects.EndingPasses.Place;
import io.hipaaoperator.objects.PeriodDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a policy says of objects in buckets.
 *
 * @param planHash of its plan; empty where there is none
 * @param holds those of the cluster
 * @param policies those of the cluster
 */
record PolicyObjects(
    DeclaredPolicy policy,
    Fact<Optional<String>> planHash,
    Fact<List<LegalHold>> holds,
    Fact<List<RetentionPolicy>> policies) {

  /**
   * For a pass over its rules.
   *
   * @param before the status so far, for buckets that are declared no more
   */
  EndingPasses.Declared declared(RetentionPolicyStatus before) {
    List<Ending> endings = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    List<RetentionTarget> targets = policy.spec().targets();
    for (int at = 0; at < targets.size(); at++) {
      String field = "spec.targets[" + at + "].s3.region";
      RetentionTarget target = targets.get(at);
      target.objects().map(it -> ending(target, it)).ifPresent(endings::add);
      target.objects().flatMap(it -> place(field, it)).ifPresent(places::add);
    }
    List<String> former = before.objects().stream().map(ObjectRule::bucket).distinct().toList();
    return new EndingPasses.Declared(
        policy.name(), policy.uid(), policy.namespace(), endings, former, places, uids());
  }

  private static Optional<Place> place(String field, ObjectTarget objects) {
    return Optional.ofNullable(objects.region())
        .map(region -> new Place(field, objects.bucket(), region));
  }

  private Optional<Set<String>> uids() {
    return policies instanceof Fact.Known<List<RetentionPolicy>>(List<RetentionPolicy> all)
        ? Optional.of(
            all.stream()
                .map(it -> it.getMetadata().getUid())
                .collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }

  private Ending ending(RetentionTarget target, ObjectTarget objects) {
    int days = PeriodDays.most(policy.spec().period(target.retention()).asPeriod());
    Optional<Rest> rest = rest(objects, days);
    return new Ending(
        policy.uid(),
        objects.bucket(),
        objects.prefix(),
        days,
        policy.spec().acknowledgeShortening() != null,
        rest,
        rest.isPresent() ? Optional.empty() : doubt());
  }

  /** Without the plan nobody knows whether it is the one that was approved. */
  private Optional<String> doubt() {
    return planHash instanceof Fact.Unreachable<Optional<String>>(String why, _)
        ? Optional.of("the plan is not known: " + why)
        : Optional.empty();
  }

  /** In the order in which a purge is held back. */
  private Optional<Rest> rest(ObjectTarget objects, int days) {
    if (policy.spec().runsNothing()) {
      return rest("Suspended", "spec.suspend: nothing ends");
    }
    Optional<Rest> held = new ObjectsHeldBack(holds, objects).why();
    if (held.isPresent()) {
      return held;
    }
    if (policy.spec().deletesNothing()) {
      return rest("DryRun", "spec.dryRun: nothing ends");
    }
    Optional<Rest> longer = new LongerPolicies(policies, policy.uid()).than(objects, days);
    return longer.isPresent() ? longer : unapproved();
  }

  private Optional<Rest> unapproved() {
    return planHash instanceof Fact.Known<Optional<String>>(Optional<String> hash)
            && (hash.isEmpty() || !policy.spec().approvedHash().equals(hash))
        ? rest(
            "NotApproved", "nothing ends until spec.approval.planHash is that of status.planHash")
        : Optional.empty();
  }

  private static Optional<Rest> rest(String reason, String why) {
    return Optional.of(new Rest(reason, why));
  }
}

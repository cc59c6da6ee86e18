package io.hipaaoperator.retention;

import io.hipaaoperator.api.LegalHold;
import io.hipaaoperator.api.ObjectTarget;
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

/**
 * What a policy says of objects in buckets.
 *
 * @param planHash of its plan; empty where there is none
 * @param holds those of the cluster
 */
record PolicyObjects(
    DeclaredPolicy policy, Optional<String> planHash, Fact<List<LegalHold>> holds) {

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
      target
          .objects()
          .flatMap(it -> place(field, it))
          .ifPresent(places::add);
    }
    List<String> former = before.objects().stream().map(ObjectRule::bucket).distinct().toList();
    return new EndingPasses.Declared(
        policy.name(), policy.uid(), policy.namespace(), endings, former, places);
  }

  private static Optional<Place> place(String field, ObjectTarget objects) {
    return Optional.ofNullable(objects.region())
        .map(region -> new Place(field, objects.bucket(), region));
  }

  private Ending ending(RetentionTarget target, ObjectTarget objects) {
    return new Ending(
        policy.uid(),
        objects.bucket(),
        objects.prefix(),
        PeriodDays.most(policy.spec().period(target.retention()).asPeriod()),
        policy.spec().acknowledgeShortening() != null,
        rest(objects));
  }

  /** In the order in which a purge is held back. */
  private Optional<Rest> rest(ObjectTarget objects) {
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
    return planHash.isPresent() && policy.spec().approvedHash().equals(planHash)
        ? Optional.empty()
        : rest(
            "NotApproved", "nothing ends until spec.approval.planHash is that of status.planHash");
  }

  private static Optional<Rest> rest(String reason, String why) {
    return Optional.of(new Rest(reason, why));
  }
}

package io.hipaaoperator.retention;

import io.hipaaoperator.api.RetentionPolicyStatus.ObjectRule;
import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a policy saw and did.
 *
 * @param external what every such pass sees and does
 * @param plan the plan; empty when there is an obstacle
 * @param schedule when runs begin; empty while none does
 * @param last the newest run that ended
 * @param runs what the runs come to, and what becomes of objects
 * @param objects how objects of buckets end
 */
record RetentionPass(
    ExternalPass<?> external,
    Optional<PlanDocument> plan,
    Optional<PurgeSchedule> schedule,
    Optional<Run> last,
    Fact<RunState> runs,
    List<ObjectRule> objects) {
  RetentionPass {
    objects = List.copyOf(objects);
  }

  /** A pass over what a policy has in the cluster. */
  RetentionPass(
      ExternalPass<?> external,
      Optional<PlanDocument> plan,
      Optional<PurgeSchedule> schedule,
      Optional<Run> last,
      Fact<RunState> runs) {
    this(external, plan, schedule, last, runs, List.of());
  }
}

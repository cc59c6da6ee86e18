package io.hipaaoperator.retention;

import io.hipaaoperator.api.RetentionPolicyStatus.Run;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.ExternalPass;
import java.util.Optional;

/**
 * What one pass over a policy saw and did.
 *
 * @param external what every such pass sees and does
 * @param plan the plan; empty when there is an obstacle
 * @param schedule when runs begin; empty while none does
 * @param last the newest run that ended
 * @param runs what the runs come to
 */
record RetentionPass(
    ExternalPass<Void> external,
    Optional<PlanDocument> plan,
    Optional<PurgeSchedule> schedule,
    Optional<Run> last,
    Fact<RunState> runs) {}

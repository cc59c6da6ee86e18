package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Children;
import io.hipaaoperator.children.Pacing;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Drift;
import java.util.List;

/**
 * What a pass over a workload has seen and is about to do.
 *
 * @param generation generation of the spec that was looked at
 * @param enforcement whether deviations are repaired
 * @param workload the workload
 * @param facts what was read
 * @param unread why the children could not be looked at, so that nothing is to be done
 * @param before the status so far
 * @param desired children as they should be
 * @param children how they deviate
 * @param pacing which writes are made
 */
record Look(
    long generation,
    Enforcement enforcement,
    Workload workload,
    Facts facts,
    List<String> unread,
    PhiWorkloadStatus before,
    List<HasMetadata> desired,
    Children children,
    Pacing pacing) {

  /** Children that were there when the status was last written. */
  List<Child> inventory() {
    return before.inventory();
  }

  /** Deviations that are about to be put back. */
  List<Drift> repairs() {
    return children.drifts().stream().filter(this::isDue).toList();
  }

  private boolean isDue(Drift drift) {
    return pacing.due().stream()
        .anyMatch(write -> write.object().getMetadata().getName().equals(drift.name()));
  }
}

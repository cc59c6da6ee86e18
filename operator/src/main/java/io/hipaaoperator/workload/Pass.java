package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Refusal;
import java.util.List;

/**
 * What one pass over a workload saw and did.
 *
 * @param generation generation of the spec that was looked at
 * @param enforcement whether deviations were repaired
 * @param desired children as they should be
 * @param present children that are there now
 * @param drifts deviations that were found
 * @param foreign names of children that are somebody else's
 * @param missing references that lead nowhere, each with its field path
 * @param refusals writes that the server refused
 * @param results verdicts
 */
record Pass(
    long generation,
    Enforcement enforcement,
    List<HasMetadata> desired,
    List<? extends HasMetadata> present,
    List<Drift> drifts,
    List<String> foreign,
    List<String> missing,
    List<Refusal> refusals,
    List<Result> results) {

  Pass {
    desired = List.copyOf(desired);
    present = List.copyOf(present);
    drifts = List.copyOf(drifts);
    foreign = List.copyOf(foreign);
    missing = List.copyOf(missing);
    refusals = List.copyOf(refusals);
    results = List.copyOf(results);
  }

  /** Whether what had drifted was put back. */
  boolean reverted() {
    return enforces() && refusals.isEmpty();
  }

  boolean enforces() {
    return enforcement == Enforcement.Enforce;
  }
}

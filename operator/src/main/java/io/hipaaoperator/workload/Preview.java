package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.children.Children;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Write;
import java.util.List;
import java.util.Objects;

/**
 * What the operator would do for one workload, and what the controls say of it.
 *
 * @param workload which
 * @param desired its children as they should be
 * @param writes what would be written
 * @param drifts deviations found
 * @param foreign children's names that somebody else's objects bear
 * @param missing references that lead nowhere
 * @param results verdicts
 */
public record Preview(
    Workload workload,
    List<HasMetadata> desired,
    List<Write> writes,
    List<Drift> drifts,
    List<String> foreign,
    List<String> missing,
    List<Result> results) {

  /**
   * Looks at a workload of a cluster.
   *
   * @param applied whether the verdicts are on the cluster as it will be once the writes are made,
   *     instead of as it is
   */
  public static Preview of(Plan plan, Snapshot cluster, PhiWorkload resource, boolean applied) {
    Workload workload = Workload.of(resource);
    Facts facts = new WorkloadObserver(cluster).observe(workload);
    List<HasMetadata> desired = plan.desired(workload, facts);
    PhiWorkloadStatus status =
        Objects.requireNonNullElse(resource.getStatus(), PhiWorkloadStatus.NONE);
    Children children = plan.children(workload, desired, facts, status.inventory());
    Facts judged = applied ? after(cluster, workload, made(workload, children)) : facts;
    return new Preview(
        workload,
        children.desired(),
        children.writes(),
        children.drifts(),
        children.foreign(),
        facts.known(WorkloadFacts.PEERS).missing(),
        plan.verdicts(workload, desired, judged));
  }

  /** The policies that will be there: the operator leaves alone what bears a child's name. */
  public List<NetworkPolicy> made() {
    return made(workload, desired, foreign);
  }

  private static List<NetworkPolicy> made(Workload workload, Children children) {
    return made(workload, children.desired(), children.foreign());
  }

  private static List<NetworkPolicy> made(
      Workload workload, List<HasMetadata> desired, List<String> foreign) {
    return workload.spec().enforcement() == Enforcement.Observe
        ? List.of()
        : desired.stream()
            .filter(child -> !foreign.contains(child.getMetadata().getName()))
            .map(NetworkPolicy.class::cast)
            .toList();
  }

  private static Facts after(Snapshot cluster, Workload workload, List<NetworkPolicy> made) {
    return new WorkloadObserver(cluster.with(made)).observe(workload);
  }
}

package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One pass over a workload: observes, plans, applies, and looks again where it wrote. */
public final class WorkloadPass {
  private final Enforcement most;
  private final WorkloadObserver observer;
  private final Plan plan;
  private final Applier applier;
  private final RecentWrites<NetworkPolicy> recent;

  /**
   * Passes over the workloads of a cluster.
   *
   * @param most the most that the operator may do, whatever a workload asks for
   * @param recent where {@code cluster} finds the answers to our own writes
   */
  public WorkloadPass(
      Enforcement most,
      ClusterView cluster,
      Plan plan,
      Applier applier,
      RecentWrites<NetworkPolicy> recent) {
    this.most = most;
    this.observer = new WorkloadObserver(cluster);
    this.plan = plan;
    this.applier = applier;
    this.recent = recent;
  }

  /** What was seen and done. Status reports what was seen after the writes, not what was hoped. */
  Pass over(PhiWorkload resource, PhiWorkloadStatus before) {
    Workload workload = Workload.of(resource);
    Facts facts = observer.observe(workload);
    List<HasMetadata> desired = plan.desired(workload, facts);
    Children children = plan.children(workload, desired, facts, before.inventory());
    Enforcement enforcement = enforcement(workload);
    List<NetworkPolicy> there = present(workload, facts);
    List<Refusal> refusals = List.of();
    if (enforcement == Enforcement.Enforce && !children.writes().isEmpty()) {
      refusals = apply(children);
      facts = observer.observe(workload);
    }
    return new Pass(
        resource.getMetadata().getGeneration(),
        enforcement,
        facts.known(WorkloadFacts.PODS).size(),
        desired,
        inventory(desired, there, present(workload, facts)),
        children.drifts(),
        children.foreign(),
        facts.known(WorkloadFacts.PEERS).missing(),
        enforcement == Enforcement.Enforce ? List.of() : children.writes(),
        refusals,
        plan.verdicts(workload, desired, facts));
  }

  private Enforcement enforcement(Workload workload) {
    return most == Enforcement.Observe ? most : workload.spec().enforcement();
  }

  private List<Refusal> apply(Children children) {
    List<Refusal> refusals = new ArrayList<>();
    children.writes().stream()
        .map(applier::write)
        .forEach(
            outcome -> {
              outcome.refusal().ifPresent(refusals::add);
              remember(outcome);
            });
    return refusals;
  }

  private void remember(Outcome outcome) {
    outcome.answer().map(NetworkPolicy.class::cast).ifPresent(recent::wrote);
  }

  /**
   * What is there now; and what went away while we wrote, so that the next pass knows it was there.
   */
  private static List<NetworkPolicy> inventory(
      List<HasMetadata> desired, List<NetworkPolicy> before, List<NetworkPolicy> now) {
    Map<String, NetworkPolicy> byName = new TreeMap<>();
    before.forEach(policy -> byName.put(policy.getMetadata().getName(), policy));
    byName.keySet().retainAll(desired.stream().map(d -> d.getMetadata().getName()).toList());
    now.forEach(policy -> byName.put(policy.getMetadata().getName(), policy));
    return List.copyOf(byName.values());
  }

  private static List<NetworkPolicy> present(Workload workload, Facts facts) {
    return facts.known(WorkloadFacts.POLICIES).stream()
        .filter(policy -> Children.owner(policy).equals(Optional.of(workload.uid())))
        .toList();
  }
}

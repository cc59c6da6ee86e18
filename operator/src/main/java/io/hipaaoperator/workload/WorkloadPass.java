package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass over a workload: observes, plans, applies, and looks again where it wrote. */
public final class WorkloadPass {
  private final Enforcement most;
  private final WorkloadObserver observer;
  private final Plan plan;
  private final Applier applier;
  private final RecentWrites<NetworkPolicy> recent;
  private final RecentRepairs repairs;

  /**
   * Passes over the workloads of a cluster.
   *
   * @param most the most that the operator may do, whatever a workload asks for
   * @param recent where {@code cluster} finds the answers to our own writes
   * @param clock by which repairs that never last are paced
   */
  public WorkloadPass(
      Enforcement most,
      ClusterView cluster,
      Plan plan,
      Applier applier,
      RecentWrites<NetworkPolicy> recent,
      InstantSource clock) {
    this.most = most;
    this.observer = new WorkloadObserver(cluster);
    this.plan = plan;
    this.applier = applier;
    this.recent = recent;
    this.repairs = new RecentRepairs(clock);
  }

  /**
   * What was seen and done. Status reports what was seen after the writes, not what was hoped.
   *
   * @throws InterruptedPass when the server could not answer
   */
  Pass over(PhiWorkload resource, PhiWorkloadStatus before) {
    Workload workload = Workload.of(resource);
    Facts facts = observer.observe(workload);
    List<HasMetadata> desired = plan.desired(workload, facts);
    Children children = plan.children(workload, desired, facts, before.inventory());
    Enforcement enforcement = enforcement(workload);
    List<NetworkPolicy> there = present(workload, facts);
    List<Refusal> refusals = List.of();
    Pacing pacing = pacing(enforcement, workload, children);
    if (!pacing.due().isEmpty()) {
      refusals = apply(workload, children, pacing.due());
      facts = without(deleted(children, refusals), observer.observe(workload));
    }
    return new Pass(
        resource.getMetadata().getGeneration(),
        enforcement,
        facts.known(WorkloadFacts.PODS).size(),
        desired,
        inventory(desired, before.inventory(), there, present(workload, facts)),
        children.drifts(),
        children.foreign(),
        facts.known(WorkloadFacts.PEERS).missing(),
        pacing.pending(),
        pacing.pause(),
        repairs.recurring(workload),
        refusals,
        plan.verdicts(workload, desired, facts));
  }

  /** Which writes are made now, which are not, and how long the first of these has to wait. */
  private record Pacing(List<Write> due, List<Write> pending, Duration pause) {}

  private Pacing pacing(Enforcement enforcement, Workload workload, Children children) {
    if (enforcement != Enforcement.Enforce) {
      return new Pacing(List.of(), children.writes(), Duration.ZERO);
    }
    Map<Boolean, List<Write>> due =
        children.writes().stream()
            .collect(Collectors.partitioningBy(w -> pause(workload, children, w).isZero()));
    List<Write> pending = due.getOrDefault(false, List.of());
    Duration pause =
        pending.stream()
            .map(write -> pause(workload, children, write))
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return new Pacing(due.getOrDefault(true, List.of()), pending, pause);
  }

  private Duration pause(Workload workload, Children children, Write write) {
    return repairs.pause(workload, children.undone(write));
  }

  /** What we deleted may stay in the cache for a moment. */
  private static Facts without(Set<String> uids, Facts facts) {
    return facts.with(
        WorkloadFacts.POLICIES,
        facts.known(WorkloadFacts.POLICIES).stream()
            .filter(policy -> !uids.contains(policy.getMetadata().getUid()))
            .toList());
  }

  private static Set<String> deleted(Children children, List<Refusal> refusals) {
    Set<String> refused = refusals.stream().map(Refusal::name).collect(Collectors.toSet());
    return children.writes().stream()
        .filter(Write.Delete.class::isInstance)
        .filter(write -> !refused.contains(name(write.object())))
        .map(write -> write.object().getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  private Enforcement enforcement(Workload workload) {
    return most == Enforcement.Observe ? most : workload.spec().enforcement();
  }

  private List<Refusal> apply(Workload workload, Children children, List<Write> due) {
    List<Refusal> refusals = new ArrayList<>();
    Set<String> written = new HashSet<>();
    for (Write write : due) {
      Outcome outcome = apply(write, children, written);
      outcome.refusal().ifPresentOrElse(refusals::add, () -> written.add(name(write.object())));
      remember(outcome);
      if (outcome.refusal().filter(refusal -> !refusal.isConflict()).isEmpty()) {
        repairs.made(workload, children.undone(write));
      }
    }
    return refusals;
  }

  private Outcome apply(Write write, Children children, Set<String> written) {
    try {
      return applier.write(write);
    } catch (KubernetesClientException e) {
      throw new InterruptedPass(
          children.drifts().stream().filter(drift -> written.contains(drift.name())).toList(), e);
    }
  }

  private void remember(Outcome outcome) {
    outcome.answer().map(NetworkPolicy.class::cast).ifPresent(recent::wrote);
  }

  /**
   * What is there now; and what was there and should be, so that the next pass knows that it was
   * deleted: while we wrote, or long ago and nobody could or should put it back.
   */
  private static List<HasMetadata> inventory(
      List<HasMetadata> desired,
      List<Child> known,
      List<NetworkPolicy> before,
      List<NetworkPolicy> now) {
    Set<String> were =
        Stream.concat(known.stream().map(Child::name), before.stream().map(WorkloadPass::name))
            .collect(Collectors.toSet());
    Map<String, HasMetadata> byName = new TreeMap<>();
    desired.stream()
        .filter(child -> were.contains(name(child)))
        .forEach(child -> byName.put(name(child), child));
    now.forEach(policy -> byName.put(name(policy), policy));
    return List.copyOf(byName.values());
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static List<NetworkPolicy> present(Workload workload, Facts facts) {
    return facts.known(WorkloadFacts.POLICIES).stream()
        .filter(policy -> Owners.isControlled(policy, workload))
        .toList();
  }
}

package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.kube.Applier;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.workload.Look.Pacing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pass over a workload: observes, plans, applies, and looks again where it wrote. */
public final class WorkloadPass {
  /** What has to be known to tell how the children are and should be. */
  private static final List<FactKind<?>> CHILDREN_REST_ON =
      List.of(WorkloadFacts.POLICIES, WorkloadFacts.PEERS);

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

  /** What is to be done. */
  Look look(PhiWorkload resource, PhiWorkloadStatus before) {
    Workload workload = Workload.of(resource);
    Facts facts = observer.observe(workload);
    List<String> unread = facts.missing(CHILDREN_REST_ON);
    List<HasMetadata> desired = unread.isEmpty() ? plan.desired(workload, facts) : List.of();
    Children children =
        unread.isEmpty() ? children(workload, desired, facts, before) : Children.NONE;
    Enforcement enforcement = enforcement(workload);
    return new Look(
        resource.getMetadata().getGeneration(),
        enforcement,
        workload,
        facts,
        unread,
        before.inventory(),
        desired,
        children,
        pacing(enforcement, workload, children));
  }

  /**
   * Does it. The pass says what was seen after the writes, not what was hoped; where the server
   * could not answer the rest is left undone.
   */
  Pass act(Look look) {
    List<Refusal> refusals = apply(look);
    Facts facts = look.pacing().due().isEmpty() ? look.facts() : after(look, refusals);
    return new Pass(
        look.generation(),
        look.enforcement(),
        pods(facts),
        look.desired(),
        look.unread().isEmpty() ? inventory(look, facts) : look.inventory(),
        look.children().drifts(),
        look.children().foreign(),
        look.unread().isEmpty() ? facts.known(WorkloadFacts.PEERS).missing() : List.of(),
        look.pacing().pending(),
        look.pacing().pause(),
        repairs.recurring(look.workload()),
        look.unread(),
        refusals,
        plan.verdicts(look.workload(), look.desired(), facts));
  }

  private Children children(
      Workload workload, List<HasMetadata> desired, Facts facts, PhiWorkloadStatus before) {
    Children children = plan.children(workload, desired, facts, before.inventory());
    return observer.isEnding(workload) ? children.ending() : children;
  }

  private static int pods(Facts facts) {
    return switch (facts.get(WorkloadFacts.PODS)) {
      case Fact.Known<List<Pod>>(List<Pod> pods) -> pods.size();
      case Fact.Unreachable<List<Pod>> _ -> Pass.UNKNOWN;
    };
  }

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

  private Facts after(Look look, List<Refusal> refusals) {
    Facts facts = observer.observe(look.workload());
    return facts.missing(CHILDREN_REST_ON).isEmpty()
        ? without(deleted(look, refusals), facts)
        : look.facts();
  }

  /** What we deleted may stay in the cache for a moment. */
  private static Facts without(Set<String> uids, Facts facts) {
    return facts.with(
        WorkloadFacts.POLICIES,
        facts.known(WorkloadFacts.POLICIES).stream()
            .filter(policy -> !uids.contains(policy.getMetadata().getUid()))
            .toList());
  }

  private static Set<String> deleted(Look look, List<Refusal> refusals) {
    Set<String> refused = refusals.stream().map(Refusal::name).collect(Collectors.toSet());
    return look.pacing().due().stream()
        .filter(Write.Delete.class::isInstance)
        .filter(write -> !refused.contains(name(write.object())))
        .map(write -> write.object().getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  private Enforcement enforcement(Workload workload) {
    return workload.spec().enforcement().atMost(most);
  }

  private List<Refusal> apply(Look look) {
    List<Refusal> refusals = new ArrayList<>();
    for (Write write : look.pacing().due()) {
      Optional<Refusal> silence = refusals.stream().filter(Refusal::isSilence).findFirst();
      silence
          .map(refusal -> refusal.untried(write.object().getKind(), name(write.object())))
          .or(() -> apply(look, write))
          .ifPresent(refusals::add);
    }
    return refusals;
  }

  private Optional<Refusal> apply(Look look, Write write) {
    Outcome outcome = applier.write(write);
    remember(outcome);
    if (outcome.refusal().filter(refusal -> !refusal.isConflict()).isEmpty()) {
      repairs.made(look.workload(), look.children().undone(write));
    }
    return outcome.refusal();
  }

  private void remember(Outcome outcome) {
    outcome.answer().map(NetworkPolicy.class::cast).ifPresent(recent::wrote);
  }

  /**
   * What is there now; and what was there and should be, so that the next pass knows that it was
   * deleted: while we wrote, or long ago and nobody could or should put it back.
   */
  private static List<Child> inventory(Look look, Facts facts) {
    Set<String> were =
        Stream.concat(
                look.inventory().stream().map(Child::name),
                present(look, look.facts()).map(WorkloadPass::name))
            .collect(Collectors.toSet());
    Map<String, Child> byName = new TreeMap<>();
    look.desired().stream()
        .filter(child -> were.contains(name(child)))
        .forEach(child -> byName.put(name(child), child(child)));
    present(look, facts).forEach(policy -> byName.put(name(policy), child(policy)));
    return List.copyOf(byName.values());
  }

  private static Child child(HasMetadata object) {
    var metadata = object.getMetadata();
    return new Child(
        object.getApiVersion(), object.getKind(), metadata.getName(), metadata.getUid());
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  private static Stream<NetworkPolicy> present(Look look, Facts facts) {
    return facts.known(WorkloadFacts.POLICIES).stream()
        .filter(policy -> Owners.isChild(policy, look.workload(), look.inventory()));
  }
}

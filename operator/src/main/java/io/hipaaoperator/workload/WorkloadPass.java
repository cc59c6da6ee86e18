package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildWrites;
import io.hipaaoperator.children.Children;
import io.hipaaoperator.children.Inventory;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.FactKind;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.kube.Applier.Outcome;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.secret.SecretsPass;
import io.hipaaoperator.secret.WorkloadSecrets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** One pass over a workload: observes, plans, applies, and looks again where it wrote. */
public final class WorkloadPass {
  /** What has to be known to tell how the children are and should be. */
  private static final List<FactKind<?>> CHILDREN_REST_ON =
      List.of(WorkloadFacts.POLICIES, WorkloadFacts.PEERS);

  private final Enforcement most;
  private final WorkloadObserver observer;
  private final Plan plan;
  private final ChildWrites writes;
  private final WorkloadSecrets secrets;
  private final InstantSource clock;

  /**
   * Passes over the workloads of a cluster.
   *
   * @param most the most that the operator may do, whatever a workload asks for
   * @param writing makes a write
   * @param recent where {@code cluster} finds the answers to our own writes
   * @param secrets keeps their Secrets
   * @param clock by which repairs that never last are paced, and values become too old
   */
  public WorkloadPass(
      Enforcement most,
      ClusterView cluster,
      Plan plan,
      Function<Write, Outcome> writing,
      RecentWrites<NetworkPolicy> recent,
      WorkloadSecrets secrets,
      InstantSource clock) {
    this.most = most;
    this.observer = new WorkloadObserver(cluster);
    this.plan = plan;
    this.secrets = secrets;
    this.clock = clock;
    this.writes = new ChildWrites(writing, answer -> recent.wrote((NetworkPolicy) answer), clock);
  }

  /** What is to be done. */
  Look look(PhiWorkload resource, PhiWorkloadStatus before) {
    Workload workload = Workload.of(resource);
    Facts facts = observer.observe(workload);
    List<String> unread = facts.missing(CHILDREN_REST_ON);
    List<HasMetadata> desired = unread.isEmpty() ? plan.desired(workload, facts) : List.of();
    Children children =
        unread.isEmpty()
            ? children(workload, desired, facts, before)
            : Children.none(new PolicyFamily(workload));
    Enforcement enforcement = enforcement(workload);
    return new Look(
        resource.getMetadata().getGeneration(),
        enforcement,
        workload,
        facts,
        unread,
        before,
        desired,
        children,
        writes.pacing(enforcement, children));
  }

  /**
   * Does it. The pass says what was seen after the writes, not what was hoped; where the server
   * could not answer the rest is left undone.
   */
  Pass act(Look look) {
    List<Refusal> refusals = writes.make(look.children(), look.pacing());
    Facts facts = look.pacing().due().isEmpty() ? look.facts() : after(look, refusals);
    SecretsPass seen = secrets(look);
    return pass(look, refusals, facts.with(WorkloadFacts.SECRET_AGES, seen.ages(clock.instant())))
        .with(seen);
  }

  /** Nothing is made where everything is about to go. */
  private SecretsPass secrets(Look look) {
    Workload workload = look.workload();
    return secrets.keep(
        new WorkloadSecrets.Of(
            workload.namespace(), workload.name(), workload.uid(), workload.spec().secrets()),
        observer.isEnding(workload) ? Enforcement.Observe : look.enforcement(),
        WorkloadSecrets.Before.of(look.before()));
  }

  private Pass pass(Look look, List<Refusal> refusals, Facts facts) {
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
        writes.recurring(look.children().family()),
        look.unread(),
        refusals,
        plan.verdicts(look.workload(), look.desired(), facts),
        SecretsPass.NONE);
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

  /**
   * What is there after the writes. Peers stay those that the writes rest on: for one that appears
   * meanwhile nothing is in place yet, and its event brings the next pass.
   */
  private Facts after(Look look, List<Refusal> refusals) {
    Facts facts = observer.observe(look.workload());
    return facts.missing(CHILDREN_REST_ON).isEmpty()
        ? facts
            .with(WorkloadFacts.PEERS, look.facts().get(WorkloadFacts.PEERS))
            .with(
                WorkloadFacts.POLICIES,
                look.pacing().left(facts.known(WorkloadFacts.POLICIES), look.children(), refusals))
        : look.facts();
  }

  private Enforcement enforcement(Workload workload) {
    return workload.spec().enforcement().atMost(most);
  }

  private static List<Child> inventory(Look look, Facts facts) {
    return new Inventory(look.children().family(), look.inventory(), Child::beside)
        .after(
            look.desired(),
            look.facts().known(WorkloadFacts.POLICIES),
            facts.known(WorkloadFacts.POLICIES));
  }
}

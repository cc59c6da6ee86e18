package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.Lookout.Change;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Selectors;
import io.hipaaoperator.workload.Peers.Key;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Turns changes of what a workload depends on into reconciles of exactly that workload. */
public final class WorkloadTriggers extends AbstractEventSource<HasMetadata, PhiWorkload> {
  private static final String PEERS = "peers";

  private final Caches caches;
  private final RecentWrites<NetworkPolicy> recent;
  private final Predicate<PhiWorkload> reconciled;

  /**
   * Listens to caches, which are started by their owner, later.
   *
   * @param recent the answers to our own writes, which tell nothing new
   * @param reconciled which workloads this operator works on; the others are only looked at
   */
  public WorkloadTriggers(
      Caches caches, RecentWrites<NetworkPolicy> recent, Predicate<PhiWorkload> reconciled) {
    super(HasMetadata.class, "workload-triggers");
    this.caches = caches;
    this.recent = recent;
    this.reconciled = reconciled;
    caches.workloads().index(PEERS, WorkloadTriggers::peers);
    caches.policies().onChange(this::policyChanged);
    caches.pods().onChange(this::podChanged);
    caches.namespaces().onChange(this::namespaceChanged);
    caches.otherPolicies().onChange(this::otherPoliciesChanged);
    caches.workloads().onChange(this::workloadChanged);
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(PhiWorkload primary) {
    return Set.of();
  }

  private void policyChanged(List<NetworkPolicy> states) {
    var metadata = states.getFirst().getMetadata();
    Optional<String> writer =
        recent.isOwn(states.getLast(), caches.policies())
            ? IsolationPolicies.workload(metadata.getName())
            : Optional.empty();
    fire(
        metadata.getNamespace(),
        workload ->
            concerns(states, workload)
                && !writer.equals(Optional.of(workload.getMetadata().getName())));
  }

  /**
   * Whether it is or was the workload's child, by name or owner reference, or selects or selected
   * its pods: policies add up, so that also a sibling's child may open a path.
   */
  static boolean concerns(List<NetworkPolicy> states, PhiWorkload workload) {
    String name = workload.getMetadata().getName();
    LabelSelector pods = workload.getSpec().selector().asLabelSelector();
    return states.stream()
        .anyMatch(
            policy ->
                Owners.claimed(policy).anyMatch(name::equals)
                    || !Selectors.disjoint(policy.getSpec().getPodSelector(), pods));
  }

  /** A pod that joins or leaves; one that analyses data concerns everybody. */
  private void podChanged(List<Pod> states) {
    String namespace = states.getFirst().getMetadata().getNamespace();
    if (isOfAnalytics(states)
        || caches
            .namespaces()
            .get("", namespace)
            .filter(WorkloadTriggers::isOfAnalytics)
            .isPresent()) {
      fireAll();
    } else {
      fire(namespace, workload -> states.stream().anyMatch(pod -> selects(workload, pod)));
    }
  }

  private void namespaceChanged(List<Namespace> states) {
    if (isOfAnalytics(states) || houses(states.getFirst().getMetadata().getName())) {
      fireAll();
    }
  }

  /** Whether a namespace has pods that analyse data: its labels decide which rules admit them. */
  private boolean houses(String namespace) {
    return caches.pods().ofClass(WorkloadObserver.ANALYTICS).stream()
        .anyMatch(pod -> namespace.equals(pod.getMetadata().getNamespace()));
  }

  /** Those in whose namespace something else is to be said of them. */
  private void otherPoliciesChanged(Change<OtherPolicy> change) {
    caches
        .workloads()
        .all()
        .filter(workload -> concerns(change, workload.getMetadata().getNamespace()))
        .forEach(this::fire);
  }

  private static boolean concerns(Change<OtherPolicy> change, String namespace) {
    return !OtherPolicy.concerning(namespace, change.before())
        .equals(OtherPolicy.concerning(namespace, change.after()));
  }

  private static boolean isOfAnalytics(List<? extends HasMetadata> states) {
    return states.stream().anyMatch(WorkloadTriggers::isOfAnalytics);
  }

  private static boolean isOfAnalytics(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && WorkloadObserver.ANALYTICS.equals(labels.get(Api.DATA_CLASS));
  }

  private static boolean selects(PhiWorkload workload, Pod pod) {
    return Selectors.matches(
        workload.getSpec().selector().asLabelSelector(), pod.getMetadata().getLabels());
  }

  private static List<String> peers(PhiWorkload workload) {
    return Peers.named(Workload.of(workload)).stream().map(Key::toString).toList();
  }

  /** Those that name it as a peer, and whoever shares pods with it or with these. */
  private void workloadChanged(PhiWorkload workload) {
    Collection<PhiWorkload> naming = caches.workloads().indexed(PEERS, key(workload).toString());
    naming.forEach(this::fire);
    Stream.concat(Stream.of(workload), naming.stream()).forEach(this::siblingChanged);
  }

  private static Key key(PhiWorkload workload) {
    return new Key(workload.getMetadata().getNamespace(), workload.getMetadata().getName());
  }

  /**
   * What its spec declares is part of the verdict on those whose pods its policies select; the
   * policies themselves may stay as they are, where it only observes.
   */
  private void siblingChanged(PhiWorkload workload) {
    Key changed = key(workload);
    List<NetworkPolicy> children =
        caches.policies().in(changed.namespace()).stream()
            .filter(policy -> Owners.claimed(policy).anyMatch(changed.name()::equals))
            .toList();
    fire(changed.namespace(), other -> !key(other).equals(changed) && concerns(children, other));
  }

  /** What is known of the whole cluster has changed. */
  public void fireAll() {
    caches.workloads().all().forEach(this::fire);
  }

  /** Something of a namespace has changed that may concern all that is in it. */
  void fireIn(String namespace) {
    fire(namespace, _ -> true);
  }

  /** Those of a namespace that this is true of. */
  void fire(String namespace, Predicate<PhiWorkload> concerned) {
    caches.workloads().in(namespace).stream().filter(concerned).forEach(this::fire);
  }

  /** Those whose pods are among these. */
  void fireSelecting(List<Pod> pods) {
    pods.forEach(pod -> fire(pod.getMetadata().getNamespace(), w -> selects(w, pod)));
  }

  void fire(PhiWorkload workload) {
    if (reconciled.test(workload)) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(workload)));
    }
  }
}

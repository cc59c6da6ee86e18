package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.network.Selectors;
import io.hipaaoperator.workload.Peers.Key;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Turns changes of what a workload depends on into reconciles of exactly that workload. */
public final class WorkloadTriggers extends AbstractEventSource<HasMetadata, PhiWorkload> {
  private static final String PEERS = "peers";

  private final Caches caches;

  /** Listens to these caches; they are started by their owner, later. */
  public WorkloadTriggers(Caches caches) {
    super(HasMetadata.class, "workload-triggers");
    this.caches = caches;
    caches.workloads().index(PEERS, WorkloadTriggers::peers);
    caches.policies().onChange(this::policyChanged);
    caches.pods().onChange(this::podChanged);
    caches.services().onChange(service -> fire(service.getMetadata().getNamespace(), _ -> true));
    caches.workloads().onChange(this::workloadChanged);
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(PhiWorkload primary) {
    return Set.of();
  }

  /** Its owner; and whoever's pods it selects, for policies add up. */
  private void policyChanged(NetworkPolicy policy) {
    String owner = owner(policy);
    fire(
        policy.getMetadata().getNamespace(),
        workload -> owner.isEmpty() ? concerns(policy, workload) : isNamed(workload, owner));
  }

  private static boolean concerns(NetworkPolicy policy, PhiWorkload workload) {
    return isChild(policy, workload)
        || !Selectors.disjoint(
            policy.getSpec().getPodSelector(), PolicyPeers.selector(workload.getSpec().selector()));
  }

  /** A child whose owner reference was cut off still bears a child's name. */
  private static boolean isChild(NetworkPolicy policy, PhiWorkload workload) {
    return IsolationPolicies.names(workload.getMetadata().getName())
        .contains(policy.getMetadata().getName());
  }

  private static String owner(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> PhiWorkload.class.getSimpleName().equals(owner.getKind()))
        .map(OwnerReference::getName)
        .findFirst()
        .orElse("");
  }

  private static boolean isNamed(PhiWorkload workload, String name) {
    return workload.getMetadata().getName().equals(name);
  }

  private void podChanged(Pod pod) {
    fire(
        pod.getMetadata().getNamespace(),
        workload ->
            Selectors.matches(
                PolicyPeers.selector(workload.getSpec().selector()),
                pod.getMetadata().getLabels()));
  }

  private static List<String> peers(PhiWorkload workload) {
    return Peers.named(Workload.of(workload)).stream().map(Key::toString).toList();
  }

  /** Those that name it as a peer. */
  private void workloadChanged(PhiWorkload changed) {
    var metadata = changed.getMetadata();
    Key key = new Key(metadata.getNamespace(), metadata.getName());
    caches.workloads().indexed(PEERS, key.toString()).forEach(this::fire);
  }

  private void fire(String namespace, Predicate<PhiWorkload> concerned) {
    List<PhiWorkload> workloads = caches.workloads().in(namespace);
    workloads.stream().filter(concerned).forEach(this::fire);
  }

  private void fire(PhiWorkload workload) {
    getEventHandler().handleEvent(new Event(ResourceID.fromResource(workload)));
  }
}

package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.IngressRoutes;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Peers.Key;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The live cluster: caches, and the answers to our own writes that they have not seen yet. */
public final class LiveCluster implements ClusterView {
  private final Caches caches;
  private final RecentWrites<NetworkPolicy> recent;
  private final LiveStores stores;

  /** Reads these caches, and what is known of stores outside the cluster. */
  public LiveCluster(Caches caches, RecentWrites<NetworkPolicy> recent, LiveStores stores) {
    this.caches = caches;
    this.recent = recent;
    this.stores = stores;
  }

  @Override
  public List<Pod> pods(String namespace) {
    return caches.pods().in(namespace);
  }

  @Override
  public List<Pod> podsOfClass(String dataClass) {
    return caches.pods().ofClass(dataClass);
  }

  @Override
  public List<Namespace> namespacesOfClass(String dataClass) {
    return caches.namespaces().ofClass(dataClass);
  }

  @Override
  public List<NetworkPolicy> policies(String namespace) {
    return recent.over(
        namespace, () -> caches.policies().seen(), () -> caches.policies().in(namespace));
  }

  @Override
  public List<Service> services(String namespace) {
    return caches.services().in(namespace);
  }

  @Override
  public List<EndpointSlice> endpointsAt(Pod pod) {
    return HandMadeEndpoints.addresses(pod)
        .distinct()
        .flatMap(address -> caches.endpointsAt(address).stream())
        .toList();
  }

  /** A pod that has no address yet is behind no endpoint. */
  @Override
  public Optional<String> unknownEndpoints(List<Pod> pods) {
    return Optional.empty();
  }

  /** An Ingress leads into its own namespace only. */
  @Override
  public Routes routes(String namespace) {
    List<Route> ofIngresses =
        caches.ingresses().in(namespace).stream().flatMap(IngressRoutes::of).toList();
    List<String> unread = caches.health().doubt(List.of(Ingress.class)).stream().toList();
    return new Routes(ofIngresses, unread)
        .and(Routes.of(caches.gatewayRoutes().newest()).into(namespace));
  }

  @Override
  public Fact<List<OtherPolicy>> otherPolicies() {
    return caches.otherPolicies().newest();
  }

  @Override
  public Fact<Store> store(String namespace, String claim) {
    return stores.of(namespace, claim);
  }

  @Override
  public Fact<WorkloadKey> key(String encryptionKey, String namespace) {
    return caches
        .keys()
        .get("", encryptionKey)
        .map(key -> in(namespace, known -> WorkloadKey.of(key, known)))
        .orElseGet(() -> WorkloadKey.none(encryptionKey));
  }

  @Override
  public Fact<WorkloadSink> sink(String auditSink, String namespace) {
    return caches
        .sinks()
        .get("", auditSink)
        .map(sink -> in(namespace, known -> WorkloadSink.of(sink, known)))
        .orElseGet(() -> WorkloadSink.none(auditSink));
  }

  /** What depends on the labels of a namespace. */
  private <T> Fact<T> in(String namespace, Function<Namespace, Fact<T>> look) {
    return namespace(namespace)
        .map(look)
        .orElseGet(
            () -> new Fact.Unreachable<>("the labels of namespace " + namespace + " not read yet"));
  }

  @Override
  public Optional<Namespace> namespace(String name) {
    return caches.namespaces().get("", name);
  }

  @Override
  public Optional<String> doubt(List<Class<? extends HasMetadata>> kinds) {
    return caches.health().doubt(kinds);
  }

  @Override
  public Optional<PhiWorkload> workload(Key key) {
    return caches.workloads().get(key.namespace(), key.name());
  }
}

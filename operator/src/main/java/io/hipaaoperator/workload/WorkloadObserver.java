package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadSpec;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.network.Selectors;
import io.hipaaoperator.secret.SecretAge;
import io.hipaaoperator.workload.Peers.Key;
import io.hipaaoperator.workload.WorkloadFacts.AnalyticsPod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads, once, all that is known about a workload. */
final class WorkloadObserver {
  /** The data class of pods and namespaces that analyse data. */
  static final String ANALYTICS = "analytics";

  private final ClusterView cluster;

  WorkloadObserver(ClusterView cluster) {
    this.cluster = cluster;
  }

  /** The facts about a workload. */
  Facts observe(Workload workload) {
    List<NetworkPolicy> policies = cluster.policies(workload.namespace());
    List<Pod> pods = pods(workload);
    Fact<List<HandMadeEndpoints>> endpoints = endpoints(pods);
    List<Service> services = cluster.services(workload.namespace());
    Routes routes = cluster.routes(workload.namespace());
    return Facts.none()
        .with(WorkloadFacts.PODS, fact(pods, Pod.class))
        .with(WorkloadFacts.HAND_MADE_ENDPOINTS, endpoints)
        .with(WorkloadFacts.ROUTES, new Fact.Known<>(routes(routes, endpoints)))
        .with(WorkloadFacts.UNFOLLOWED_ROUTES, new Fact.Known<>(routes.doubts(services)))
        .with(
            WorkloadFacts.STORES,
            fact(stores(workload, pods), PersistentVolumeClaim.class, PersistentVolume.class))
        .with(WorkloadFacts.KEY, key(workload))
        .with(WorkloadFacts.SINK, sink(workload))
        .with(WorkloadFacts.POLICIES, fact(policies, NetworkPolicy.class))
        .with(WorkloadFacts.SERVICES, fact(services, Service.class))
        .with(WorkloadFacts.PEERS, peersOf(workload))
        .with(
            WorkloadFacts.SIBLING_POLICIES,
            fact(siblings(workload, policies), NetworkPolicy.class, PhiWorkload.class))
        .with(
            WorkloadFacts.OTHER_POLICIES,
            OtherPolicy.concerning(workload.namespace(), cluster.otherPolicies()))
        .with(WorkloadFacts.SECRET_AGES, secretAges(workload))
        .with(WorkloadFacts.ANALYTICS, fact(analytics(), Pod.class, Namespace.class));
  }

  /** Who declares none need not know any; a pass of the operator alone looks at others. */
  private static Fact<List<SecretAge>> secretAges(Workload workload) {
    return workload.spec().secrets().isEmpty()
        ? new Fact.Known<>(List.of())
        : new Fact.Unreachable<>("what was sealed, and when, is not looked at here");
  }

  private Map<String, Fact<Store>> stores(Workload workload, List<Pod> pods) {
    return pods.stream()
        .flatMap(PodClaims::of)
        .distinct()
        .collect(
            Collectors.toMap(claim -> claim, claim -> cluster.store(workload.namespace(), claim)));
  }

  /** Who names no key need not know any. */
  private Fact<WorkloadKey> key(Workload workload) {
    return workload
        .spec()
        .keyName()
        .map(name -> cluster.key(name, workload.namespace()))
        .map(key -> key instanceof Fact.Known<WorkloadKey>(WorkloadKey known) ? key(known) : key)
        .orElseGet(() -> new Fact.Known<>(new WorkloadKey.Any()));
  }

  private Fact<WorkloadKey> key(WorkloadKey known) {
    return fact(known, EncryptionKey.class, Namespace.class);
  }

  /** Who names no sink need not know any. */
  private Fact<WorkloadSink> sink(Workload workload) {
    return workload
        .spec()
        .sinkName()
        .map(name -> cluster.sink(name, workload.namespace()))
        .map(sink -> sink instanceof Fact.Known<WorkloadSink>(var known) ? sink(known) : sink)
        .orElseGet(() -> new Fact.Known<>(new WorkloadSink.Unnamed()));
  }

  private Fact<WorkloadSink> sink(WorkloadSink known) {
    return fact(known, AuditSink.class, Namespace.class);
  }

  /** Who names no peer need not know any. */
  private Fact<Peers> peersOf(Workload workload) {
    return Peers.named(workload).isEmpty()
        ? new Fact.Known<>(peers(workload))
        : fact(peers(workload), PhiWorkload.class);
  }

  /** What was read of objects of these kinds, if it is evidence. */
  @SafeVarargs
  private <T> Fact<T> fact(T value, Class<? extends HasMetadata>... kinds) {
    return cluster
        .doubt(List.of(kinds))
        .<Fact<T>>map(Fact.Unreachable::new)
        .orElseGet(() -> new Fact.Known<>(value));
  }

  /** Whether all that the workload has is about to go, with its namespace. */
  boolean isEnding(Workload workload) {
    return cluster
        .namespace(workload.namespace())
        .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() != null)
        .isPresent();
  }

  private List<Pod> pods(Workload workload) {
    var selector = workload.podSelector();
    return cluster.pods(workload.namespace()).stream()
        .filter(pod -> !OfPod.hasEnded(pod))
        .filter(pod -> Selectors.matches(selector, pod.getMetadata().getLabels()))
        .toList();
  }

  private Fact<List<HandMadeEndpoints>> endpoints(List<Pod> pods) {
    return cluster
        .unknownEndpoints(pods)
        .<Fact<List<HandMadeEndpoints>>>map(Fact.Unreachable::new)
        .orElseGet(() -> fact(handMade(pods), EndpointSlice.class, Service.class));
  }

  /** Into the workload's namespace, and into those whose endpoints lead to its pods. */
  private List<Route> routes(Routes own, Fact<List<HandMadeEndpoints>> endpoints) {
    Stream<Route> others =
        endpoints instanceof Fact.Known<List<HandMadeEndpoints>>(var known)
            ? known.stream()
                .map(it -> it.service().getMetadata().getNamespace())
                .distinct()
                .flatMap(namespace -> cluster.routes(namespace).known().stream())
            : Stream.empty();
    return Stream.concat(own.known().stream(), others).distinct().toList();
  }

  private List<HandMadeEndpoints> handMade(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> cluster.endpointsAt(pod).stream())
        .distinct()
        .flatMap(slice -> withService(slice).stream())
        .toList();
  }

  private Optional<HandMadeEndpoints> withService(EndpointSlice slice) {
    String namespace = slice.getMetadata().getNamespace();
    return HandMadeEndpoints.of(slice, cluster.services(namespace));
  }

  private List<AnalyticsPod> analytics() {
    Stream<Pod> labelled = cluster.podsOfClass(ANALYTICS).stream();
    Stream<Pod> housed =
        cluster.namespacesOfClass(ANALYTICS).stream()
            .flatMap(namespace -> cluster.pods(namespace.getMetadata().getName()).stream());
    return Stream.concat(labelled, housed)
        .filter(pod -> !OfPod.hasEnded(pod))
        .map(this::withNamespace)
        .distinct()
        .toList();
  }

  /** A namespace that is not known yet has its name at least. */
  private AnalyticsPod withNamespace(Pod pod) {
    String name = pod.getMetadata().getNamespace();
    return new AnalyticsPod(
        pod,
        cluster
            .namespace(name)
            .orElseGet(
                () ->
                    new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()));
  }

  private Peers peers(Workload workload) {
    return Peers.resolve(
        workload,
        key -> cluster.workload(key).map(PhiWorkload::getSpec).map(PhiWorkloadSpec::selector));
  }

  /**
   * What the owners of overlapping policies declare, worked out from their specs: a policy is not
   * believed to be declared because it says whose it is.
   */
  private List<NetworkPolicy> siblings(Workload workload, List<NetworkPolicy> policies) {
    var selector = workload.podSelector();
    return policies.stream()
        .filter(p -> !Selectors.disjoint(p.getSpec().getPodSelector(), selector))
        .flatMap(Owners::claimed)
        .filter(name -> !name.equals(workload.name()))
        .distinct()
        .flatMap(name -> cluster.workload(new Key(workload.namespace(), name)).stream())
        .flatMap(this::declared)
        .toList();
  }

  private Stream<NetworkPolicy> declared(PhiWorkload sibling) {
    Workload workload = Workload.of(sibling);
    return IsolationPolicies.of(workload, peers(workload)).stream().map(NetworkPolicy.class::cast);
  }
}

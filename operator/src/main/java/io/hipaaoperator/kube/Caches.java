package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Route;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything the operator watches.
 *
 * @param workloads PhiWorkloads, which their controller watches
 * @param policies NetworkPolicies, whoever made them
 * @param pods pods, less what no control looks at
 * @param services Services: whom they lead to and how they are exposed
 * @param endpoints EndpointSlices: where Services lead to without a selector
 * @param ingresses Ingresses: which Services they lead to
 * @param namespaces namespaces with their labels
 * @param claims PersistentVolumeClaims: which volume each is bound to
 * @param volumes PersistentVolumes: which store each stands for
 * @param storageClasses StorageClasses, whoever made them
 * @param configMaps ConfigMaps that bear the label of what we make
 * @param keys EncryptionKeys, which their controller watches
 * @param sinks AuditSinks, which theirs does
 * @param retention what RetentionPolicies need
 * @param otherPolicies policies of other APIs, looked up now and then
 * @param gatewayRoutes ways in that routes of Gateways declare, looked up now and then
 * @param client asks the server for what no cache has
 * @param health which of these caches are current
 */
public record Caches(
    PrimaryStore<PhiWorkload> workloads,
    Watched<NetworkPolicy> policies,
    Watched<Pod> pods,
    Watched<Service> services,
    Watched<EndpointSlice> endpoints,
    Watched<Ingress> ingresses,
    Watched<Namespace> namespaces,
    Watched<PersistentVolumeClaim> claims,
    Watched<PersistentVolume> volumes,
    Watched<StorageClass> storageClasses,
    Watched<ConfigMap> configMaps,
    PrimaryStore<EncryptionKey> keys,
    PrimaryStore<AuditSink> sinks,
    RetentionCaches retention,
    Lookout<OtherPolicy> otherPolicies,
    Lookout<Route> gatewayRoutes,
    KubernetesClient client,
    CacheHealth health)
    implements AutoCloseable {
  private static final String ADDRESS = "address";
  private static final String HANDLE = "handle";
  private static final String CLASS = "class";

  /**
   * Caches of the whole cluster, not started yet.
   *
   * @param pause how long between two looks at what can't be watched
   */
  public static Caches of(KubernetesClient client, InstantSource clock, Duration pause) {
    var caches = unguarded(client, clock, pause);
    caches.health.add(NetworkPolicy.class, caches.policies::isWatching);
    caches.health.add(Pod.class, caches.pods::isWatching);
    caches.health.add(Service.class, caches.services::isWatching);
    caches.health.add(EndpointSlice.class, caches.endpoints::isWatching);
    caches.health.add(Ingress.class, caches.ingresses::isWatching);
    caches.health.add(Namespace.class, caches.namespaces::isWatching);
    caches.health.add(PersistentVolumeClaim.class, caches.claims::isWatching);
    caches.health.add(PersistentVolume.class, caches.volumes::isWatching);
    caches.health.add(ConfigMap.class, caches.configMaps::isWatching);
    caches.health.add(StorageClass.class, caches.storageClasses::isWatching);
    caches.retention.watchOver(caches.health);
    return caches;
  }

  private static Caches unguarded(KubernetesClient client, InstantSource clock, Duration pause) {
    return new Caches(
        new PrimaryStore<>(Prune::fieldOwners),
        new Watched<>(client.network().v1().networkPolicies().inAnyNamespace(), Prune::policy),
        addressed(
            new Watched<>(client.pods().inAnyNamespace(), Prune::pod),
            HandMadeEndpoints::addresses),
        new Watched<>(client.services().inAnyNamespace(), Prune::service),
        addressed(
            new Watched<>(
                client.discovery().v1().endpointSlices().inAnyNamespace(), Prune::endpoints),
            HandMadeEndpoints::addresses),
        new Watched<>(client.network().v1().ingresses().inAnyNamespace(), Prune::ingress),
        new Watched<>(client.namespaces(), Prune::namespace),
        classed(
            new Watched<>(client.persistentVolumeClaims().inAnyNamespace(), Prune::claim),
            claim -> claim.getSpec().getStorageClassName()),
        classed(
            handled(new Watched<>(client.persistentVolumes(), Prune::volume)),
            volume -> volume.getSpec().getStorageClassName()),
        new Watched<>(client.storage().v1().storageClasses(), UnaryOperator.identity()),
        new Watched<>(
            client.configMaps().inAnyNamespace().withLabel(Api.MANAGED_BY, Api.MANAGER),
            UnaryOperator.identity()),
        PrimaryStore.ofCluster(),
        PrimaryStore.ofCluster(),
        RetentionCaches.of(client),
        new Lookout<>(OtherPolicyLook.WHAT, new OtherPolicyLook(client)::now, pause, clock),
        new Lookout<>(GatewayLook.WHAT, new GatewayLook(client)::now, pause, clock),
        client,
        new CacheHealth(clock));
  }

  /** A cache that also answers who has an address. */
  private static <T extends HasMetadata> Watched<T> addressed(
      Watched<T> objects, Function<T, Stream<String>> addresses) {
    objects.index(ADDRESS, object -> addresses.apply(object).distinct().toList());
    return objects;
  }

  /** A cache that also answers which volume stands for a volume of EBS. */
  private static Watched<PersistentVolume> handled(Watched<PersistentVolume> volumes) {
    volumes.index(HANDLE, volume -> EbsHandle.of(volume).stream().toList());
    return volumes;
  }

  /** A cache that also answers what is of a StorageClass. */
  private static <T extends HasMetadata> Watched<T> classed(
      Watched<T> objects, Function<T, @Nullable String> storageClass) {
    objects.index(CLASS, object -> Stream.ofNullable(storageClass.apply(object)).toList());
    return objects;
  }

  /** Whether there is a volume of a StorageClass, or a claim to one. */
  public boolean hasVolumes(String storageClass) {
    return !volumes.indexed(CLASS, storageClass).isEmpty()
        || !claims.indexed(CLASS, storageClass).isEmpty();
  }

  /** The StorageClasses that there are volumes of, or claims to one. */
  public Set<String> usedClasses() {
    return Stream.concat(
            volumes.all().stream().map(volume -> volume.getSpec().getStorageClassName()),
            claims.all().stream().map(claim -> claim.getSpec().getStorageClassName()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** The PersistentVolumes that stand for a volume of EBS. */
  public List<PersistentVolume> volumesOf(String ebs) {
    return volumes.indexed(HANDLE, ebs);
  }

  /** A ConfigMap as the server has it, with or without a label. */
  public Optional<ConfigMap> configMap(String namespace, String name) {
    return Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get());
  }

  /** The EndpointSlices that hold an address, in its canonical form. */
  public List<EndpointSlice> endpointsAt(String address) {
    return endpoints.indexed(ADDRESS, address);
  }

  /** The pods that have an address, in its canonical form: several where it is their node's. */
  public List<Pod> podsAt(String address) {
    return pods.indexed(ADDRESS, address);
  }

  /**
   * Starts all but the controller's; completes when all first lists are in, and the first looks are
   * over.
   */
  public CompletableFuture<Void> start() {
    return CompletableFuture.allOf(
        Stream.concat(
                all().map(Watched::start),
                Stream.of(otherPolicies, gatewayRoutes).map(Lookout::start))
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new));
  }

  /** Whether all first lists are in. */
  public boolean synced() {
    return all().allMatch(Watched::synced);
  }

  /** Whether a watch has ended for good. */
  public boolean dead() {
    return all().anyMatch(Watched::dead);
  }

  @Override
  public void close() {
    all().forEach(Watched::close);
    otherPolicies.close();
    gatewayRoutes.close();
  }

  private Stream<Watched<?>> all() {
    return Stream.concat(
        Stream.of(
            policies,
            pods,
            services,
            endpoints,
            ingresses,
            namespaces,
            claims,
            volumes,
            storageClasses,
            configMaps),
        retention.all());
  }
}

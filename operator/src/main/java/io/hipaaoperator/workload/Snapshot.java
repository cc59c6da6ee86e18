package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.network.Endpoint;
import io.hipaaoperator.network.Exposure;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Routes;
import io.hipaaoperator.workload.Peers.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster at one moment: manifests on disk, or one listing of a live one.
 *
 * @param workloads PhiWorkloads
 * @param policies NetworkPolicies
 * @param pods pods, or what stands for them
 * @param services Services
 * @param endpoints EndpointSlices
 * @param routes ways in that Ingresses and routes of Gateways declare
 * @param otherPolicies policies of other APIs than NetworkPolicy
 * @param namespaces namespaces; one that is only used, not declared, has its name for a label
 * @param sinks AuditSinks
 */
public record Snapshot(
    List<PhiWorkload> workloads,
    List<NetworkPolicy> policies,
    List<Pod> pods,
    List<Service> services,
    List<EndpointSlice> endpoints,
    Routes routes,
    Fact<List<OtherPolicy>> otherPolicies,
    List<Namespace> namespaces,
    List<AuditSink> sinks)
    implements ClusterView {

  public Snapshot {
    workloads = List.copyOf(workloads);
    policies = List.copyOf(policies);
    pods = List.copyOf(pods);
    services = List.copyOf(services);
    endpoints = List.copyOf(endpoints);
    namespaces = List.copyOf(namespaces);
    sinks = List.copyOf(sinks);
  }

  /** The same cluster with these policies in it, replacing namesakes. */
  public Snapshot with(List<NetworkPolicy> applied) {
    var others =
        policies.stream().filter(p -> applied.stream().noneMatch(a -> isNamesake(a, p))).toList();
    var all = new ArrayList<>(others);
    all.addAll(applied);
    return new Snapshot(
        workloads, all, pods, services, endpoints, routes, otherPolicies, namespaces, sinks);
  }

  @Override
  public List<Pod> pods(String namespace) {
    return pods.stream().filter(pod -> namespace.equals(namespaceOf(pod))).toList();
  }

  @Override
  public List<Pod> podsOfClass(String dataClass) {
    return pods.stream().filter(pod -> isOfClass(pod, dataClass)).toList();
  }

  @Override
  public List<Namespace> namespacesOfClass(String dataClass) {
    return namespaces.stream().filter(namespace -> isOfClass(namespace, dataClass)).toList();
  }

  @Override
  public List<NetworkPolicy> policies(String namespace) {
    return policies.stream().filter(policy -> namespace.equals(namespaceOf(policy))).toList();
  }

  @Override
  public List<Service> services(String namespace) {
    return services.stream().filter(service -> namespace.equals(namespaceOf(service))).toList();
  }

  @Override
  public List<EndpointSlice> endpointsAt(Pod pod) {
    List<String> own = HandMadeEndpoints.addresses(pod).toList();
    return endpoints.stream()
        .filter(slice -> HandMadeEndpoints.addresses(slice).anyMatch(own::contains))
        .toList();
  }

  @Override
  public Routes routes(String namespace) {
    return routes.into(namespace);
  }

  /** Pods to come have no state; the addresses that they will have are nobody's choice. */
  @Override
  public Optional<String> unknownEndpoints(List<Pod> pods) {
    return pods.stream().anyMatch(Snapshot::isToCome)
        ? handMade().filter(it -> isExposed(it.service())).map(Snapshot::mayLead).findFirst()
        : Optional.empty();
  }

  /** Whether a Service of it can be reached from outside, by itself or over a declared way in. */
  public boolean isExposed(Service service) {
    return Exposure.isExposed(service)
        || routes.known().stream().anyMatch(route -> route.leadsTo(service));
  }

  private static boolean isToCome(Pod pod) {
    return HandMadeEndpoints.addresses(pod).findAny().isEmpty()
        && (pod.getStatus() == null || pod.getStatus().getPhase() == null);
  }

  private Stream<HandMadeEndpoints> handMade() {
    return endpoints.stream()
        .filter(slice -> HandMadeEndpoints.addresses(slice).findAny().isPresent())
        .flatMap(slice -> HandMadeEndpoints.of(slice, services).stream());
  }

  private static String mayLead(HandMadeEndpoints endpoints) {
    Service service = endpoints.service();
    return "Service %s/%s is exposed and leads to addresses that were written down; "
            .formatted(namespaceOf(service), service.getMetadata().getName())
        + "those of pods are not known from manifests";
  }

  /** What lies behind a claim is not asked here. */
  @Override
  public Fact<Store> store(String namespace, String claim) {
    return new Fact.Unreachable<>("encryption of its store is not known");
  }

  @Override
  public Fact<WorkloadKey> key(String encryptionKey, String namespace) {
    return new Fact.Unreachable<>("the key of EncryptionKey " + encryptionKey + " is not known");
  }

  @Override
  public Fact<WorkloadSink> sink(String auditSink, String namespace) {
    return sinks.stream()
        .filter(sink -> auditSink.equals(sink.getMetadata().getName()))
        .findFirst()
        .map(sink -> sink(sink, namespace))
        .orElseGet(() -> WorkloadSink.none(auditSink));
  }

  private Fact<WorkloadSink> sink(AuditSink sink, String namespace) {
    boolean takesLabels = AllowedNamespaces.of(sink.getSpec()).dependOnLabels();
    return declared(namespace)
        .or(() -> takesLabels ? Optional.empty() : Optional.of(undeclared(namespace)))
        .map(known -> WorkloadSink.of(sink, known))
        .orElseGet(
            () -> new Fact.Unreachable<>("the labels of namespace " + namespace + " not known"));
  }

  @Override
  public Optional<Namespace> namespace(String name) {
    return Optional.of(declared(name).orElseGet(() -> undeclared(name)));
  }

  private Optional<Namespace> declared(String name) {
    return namespaces.stream()
        .filter(namespace -> namespace.getMetadata().getName().equals(name))
        .findFirst();
  }

  @Override
  public Optional<String> doubt(List<Class<? extends HasMetadata>> kinds) {
    return Optional.empty();
  }

  @Override
  public Optional<PhiWorkload> workload(Key key) {
    return workloads.stream()
        .filter(workload -> key.namespace().equals(namespaceOf(workload)))
        .filter(workload -> key.name().equals(workload.getMetadata().getName()))
        .findFirst();
  }

  private static Namespace undeclared(String name) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(Endpoint.NAMESPACE_NAME, name)
        .endMetadata()
        .build();
  }

  private static boolean isNamesake(HasMetadata one, HasMetadata other) {
    return namespaceOf(one).equals(namespaceOf(other))
        && one.getMetadata().getName().equals(other.getMetadata().getName());
  }

  private static String namespaceOf(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getNamespace()).orElse("default");
  }

  private static boolean isOfClass(HasMetadata object, String dataClass) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && dataClass.equals(labels.get(Api.DATA_CLASS));
  }
}

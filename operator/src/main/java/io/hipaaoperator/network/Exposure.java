package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Endpoint.Outside;
import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.network.Matrix.Row;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Ways into the cluster that Services open, and Ingresses and routes of Gateways through them.
 * Their clients may come to a pod with their own address or with a node's, which passes where
 * theirs would not: so what policies shut to addresses outside stays undefined.
 *
 * @see <a href="https://kubernetes.io/docs/tutorials/services/source-ip/">Using source IP</a>
 */
public final class Exposure {
  private static final Endpoint OUTSIDE = new Outside("outside", Cidr.EVERYWHERE);
  private static final Set<String> TYPES = Set.of("LoadBalancer", "NodePort");

  private static final String NAME_ONLY = "ExternalName";

  private Exposure() {}

  /**
   * Whether a Service can be reached from outside the cluster. One that is another name for a host
   * leads nowhere.
   */
  public static boolean isExposed(Service service) {
    return TYPES.contains(type(service))
        || (!isAnotherName(service) && !addresses(service).isEmpty());
  }

  /** Whether a Service is only another name for a host. */
  static boolean isAnotherName(Service service) {
    return type(service).equals(NAME_ONLY);
  }

  /** How a Service that is exposed can be reached: its type, or by an address of its own. */
  public static String how(Service service) {
    return TYPES.contains(type(service)) ? type(service) : "external address";
  }

  /**
   * Which pods of its namespace a Service leads to; empty where its endpoints are made by hand, or
   * it is another name for a host.
   */
  public static Optional<LabelSelector> pods(Service service) {
    return Optional.ofNullable(service.getSpec().getSelector())
        .filter(labels -> !labels.isEmpty() && !isAnotherName(service))
        .map(labels -> new LabelSelectorBuilder().withMatchLabels(labels).build());
  }

  /** The numbers of a Service's ports, and of those that they lead to. */
  public static Stream<Integer> numbers(Service service) {
    return declared(service)
        .flatMap(port -> Stream.of(new IntOrString(port.getPort()), target(port).getPort()))
        .map(IntOrString::getIntVal)
        .filter(Objects::nonNull);
  }

  /**
   * A way to a Service.
   *
   * @param clients who comes on it
   * @param how it is opened
   * @param from what policies may take the clients for
   * @param ports which of the Service's ports it leads to
   */
  private record Way(
      String clients, String how, List<Endpoint> from, Predicate<ServicePort> ports) {}

  /** What a Service opens of a group of pods. */
  public static Stream<Row> of(Service service, Group group, Reachability reachability) {
    if (!isExposed(service)) {
      return Stream.empty();
    }
    var way =
        new Way(
            "clients of Service " + name(service),
            "exposed as " + how(service),
            List.of(OUTSIDE),
            _ -> true);
    return rows(way, service, group, reachability);
  }

  /**
   * What an Ingress or a route of a Gateway opens of a group of pods through a Service.
   *
   * @param controller stands for the pods of whichever controller serves it
   */
  public static Stream<Row> of(
      Route route, Service service, Group group, Endpoint controller, Reachability reachability) {
    if (!route.leadsTo(service)) {
      return Stream.empty();
    }
    var way =
        new Way(
            "clients of " + route.origin(),
            "exposed through Service " + name(service),
            List.of(OUTSIDE, controller),
            route::leadsTo);
    return rows(way, service, group, reachability);
  }

  private static Stream<Row> rows(
      Way way, Service service, Group group, Reachability reachability) {
    return group.endpoint() instanceof OfPod pod && selects(service, pod)
        ? rows(way, group, ports(service, way, pod), open(way, pod, reachability))
        : Stream.empty();
  }

  private static Stream<Row> rows(Way way, Group group, Ports served, Ports open) {
    return Stream.of(
            row(way, group, served.intersection(open), true),
            row(way, group, served.minus(open), false))
        .filter(row -> !row.ports().isEmpty());
  }

  private static Row row(Way way, Group group, Ports ports, boolean certain) {
    return new Row(way.clients, group.name(), ports, certain, way.how);
  }

  /** What is open whatever policies take the clients for. */
  private static Ports open(Way way, OfPod pod, Reachability reachability) {
    return way.from.stream()
        .map(from -> open(reachability.paths(from, pod)))
        .reduce(Ports::intersection)
        .orElse(Ports.NONE);
  }

  private static Ports open(List<Path> paths) {
    return paths.stream().filter(Path::certain).map(Path::ports).reduce(Ports.NONE, Ports::union);
  }

  private static String name(Service service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }

  private static boolean selects(Service service, OfPod pod) {
    return pod.namespace().equals(service.getMetadata().getNamespace())
        && pods(service).filter(pods -> Selectors.matches(pods, pod.labels())).isPresent();
  }

  private static Ports ports(Service service, Way way, OfPod pod) {
    List<NetworkPolicyPort> targets =
        declared(service).filter(way.ports).map(Exposure::target).toList();
    return targets.isEmpty() ? Ports.NONE : Ports.declared(targets).resolved(pod::namedByAny);
  }

  private static Stream<ServicePort> declared(Service service) {
    return Stream.ofNullable(service.getSpec().getPorts()).flatMap(List::stream);
  }

  /** A Service's port leads to one of the same number unless it says otherwise. */
  private static NetworkPolicyPort target(ServicePort port) {
    var target = new NetworkPolicyPortBuilder().withProtocol(port.getProtocol());
    return port.getTargetPort() == null
        ? target.withNewPort(port.getPort()).build()
        : target.withPort(port.getTargetPort()).build();
  }

  private static String type(Service service) {
    return Objects.requireNonNullElse(service.getSpec().getType(), "ClusterIP");
  }

  private static List<String> addresses(Service service) {
    return Objects.requireNonNullElse(service.getSpec().getExternalIPs(), List.of());
  }
}

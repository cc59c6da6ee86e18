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
import java.util.stream.Stream;

/**
 * Ways into the cluster that Services open. Their clients may come to a pod with their own address
 * or with a node's, which passes where theirs would not: so what policies shut to addresses outside
 * stays undefined.
 *
 * @see <a href="https://kubernetes.io/docs/tutorials/services/source-ip/">Using source IP</a>
 */
public final class Exposure {
  private static final Set<String> OUTSIDE = Set.of("LoadBalancer", "NodePort");

  private static final String NAME_ONLY = "ExternalName";

  private Exposure() {}

  /**
   * Whether a Service can be reached from outside the cluster. One that is another name for a host
   * leads nowhere.
   */
  public static boolean isExposed(Service service) {
    return OUTSIDE.contains(type(service))
        || (!type(service).equals(NAME_ONLY) && !addresses(service).isEmpty());
  }

  /** How a Service that is exposed can be reached: its type, or by an address of its own. */
  public static String how(Service service) {
    return OUTSIDE.contains(type(service)) ? type(service) : "external address";
  }

  /** Which pods of its namespace a Service leads to; empty where its endpoints are made by hand. */
  public static Optional<LabelSelector> pods(Service service) {
    return Optional.ofNullable(service.getSpec().getSelector())
        .filter(labels -> !labels.isEmpty())
        .map(labels -> new LabelSelectorBuilder().withMatchLabels(labels).build());
  }

  /** The numbers of a Service's ports, and of those that they lead to. */
  public static Stream<Integer> numbers(Service service) {
    return declared(service)
        .flatMap(port -> Stream.of(new IntOrString(port.getPort()), target(port).getPort()))
        .map(IntOrString::getIntVal)
        .filter(Objects::nonNull);
  }

  /** What a Service opens of a group of pods. */
  public static Stream<Row> of(Service service, Group group, Reachability reachability) {
    return group.endpoint() instanceof OfPod pod && isExposed(service) && selects(service, pod)
        ? rows(service, group, pod, reachability)
        : Stream.empty();
  }

  private static Stream<Row> rows(
      Service service, Group group, OfPod pod, Reachability reachability) {
    Ports served = ports(service, pod);
    Ports open =
        reachability.paths(new Outside("outside", Cidr.EVERYWHERE), pod).stream()
            .filter(Path::certain)
            .map(Path::ports)
            .reduce(Ports.NONE, Ports::union)
            .intersection(served);
    return Stream.of(
            row(service, group, open, true), row(service, group, served.minus(open), false))
        .filter(row -> !row.ports().isEmpty());
  }

  private static Row row(Service service, Group group, Ports ports, boolean certain) {
    String name = service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
    String how = "exposed as " + how(service);
    return new Row("clients of Service " + name, group.name(), ports, certain, how);
  }

  private static boolean selects(Service service, OfPod pod) {
    return pod.namespace().equals(service.getMetadata().getNamespace())
        && pods(service).filter(pods -> Selectors.matches(pods, pod.labels())).isPresent();
  }

  private static Ports ports(Service service, OfPod pod) {
    List<NetworkPolicyPort> targets = declared(service).map(Exposure::target).toList();
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

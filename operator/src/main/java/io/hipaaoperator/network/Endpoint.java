package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One end of a connection. */
public sealed interface Endpoint {
  /** The label that names a namespace; the API server sets it and lets nobody change it. */
  String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** What people call it: {@code clinic/api-0}, or an address. */
  String name();

  /**
   * A pod, there or to come.
   *
   * @param pod the pod, with the namespace it is in
   * @param namespaceLabels labels of that namespace
   */
  record OfPod(Pod pod, Map<String, String> namespaceLabels) implements Endpoint {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    public OfPod {
      Map<String, String> labels = new HashMap<>(namespaceLabels);
      labels.put(NAMESPACE_NAME, namespace(pod));
      namespaceLabels = Map.copyOf(labels);
    }

    /** A pod in its namespace. */
    public static OfPod of(Pod pod, Namespace namespace) {
      Map<String, String> labels = namespace.getMetadata().getLabels();
      return new OfPod(pod, labels == null ? Map.of() : labels);
    }

    @Override
    public String name() {
      return namespace() + "/" + pod.getMetadata().getName();
    }

    String namespace() {
      return namespace(pod);
    }

    private static String namespace(Pod pod) {
      return Objects.requireNonNullElse(pod.getMetadata().getNamespace(), "default");
    }

    Map<String, String> labels() {
      return Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
    }

    /** Whether all its containers have ended for good: its address may be another pod's by now. */
    public boolean hasEnded() {
      return hasEnded(pod);
    }

    /** Whether all containers of a pod have ended for good. */
    public static boolean hasEnded(Pod pod) {
      return Optional.ofNullable(pod.getStatus())
          .map(PodStatus::getPhase)
          .filter(ENDED::contains)
          .isPresent();
    }

    /** Another pod like this one, somewhere. */
    OfPod another() {
      String name = "another " + pod.getMetadata().getName();
      OfPod anywhere = onAnyNode();
      return new OfPod(
          anywhere.pod.edit().editMetadata().withName(name).endMetadata().build(), namespaceLabels);
    }

    /** What made it, if anything did. */
    Optional<OwnerReference> controller() {
      return pod.getMetadata().getOwnerReferences().stream()
          .filter(owner -> Boolean.TRUE.equals(owner.getController()))
          .findFirst();
    }

    /** The kind of what made it, which is a pod itself where nothing did. */
    public String controllerKind() {
      return controller().map(OwnerReference::getKind).orElse("Pod");
    }

    /** Whether its traffic is its node's. */
    boolean isOnHostNetwork() {
      return pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
    }

    /** Whether both may run on one node: known to, or not known not to. */
    boolean mayShareNodeWith(OfPod other) {
      Optional<String> mine = node();
      Optional<String> theirs = other.node();
      return mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs);
    }

    /** Whether both are known to run on one node. */
    boolean isBesides(OfPod other) {
      return node().isPresent() && node().equals(other.node());
    }

    /** The same pod on a node that is not known. */
    OfPod onAnyNode() {
      return node().isEmpty()
          ? this
          : new OfPod(pod.edit().editSpec().withNodeName(null).endSpec().build(), namespaceLabels);
    }

    private Optional<String> node() {
      return Optional.ofNullable(pod.getSpec()).map(spec -> spec.getNodeName());
    }

    /** Its addresses of both families; empty while it has none. */
    IntervalSet addresses() {
      return status().stream()
          .flatMap(s -> Stream.concat(Stream.ofNullable(s.getPodIP()), all(s)))
          .flatMap(ip -> Cidr.parse(ip).stream())
          .map(Cidr::addresses)
          .reduce(IntervalSet.EMPTY, IntervalSet::union);
    }

    private static Stream<String> all(PodStatus status) {
      return stream(status.getPodIPs()).map(PodIP::getIp);
    }

    private Optional<PodStatus> status() {
      return Optional.ofNullable(pod.getStatus());
    }

    /** All ports that its containers and sidecars say they bind. */
    List<ContainerPort> boundPorts() {
      return Stream.concat(containers(false), containers(true))
          .flatMap(container -> stream(container.getPorts()))
          .toList();
    }

    /** The numbers that its containers bind to a name. */
    Ports named(Ports.Name name) {
      return bound(name, containers(false));
    }

    /** The numbers that native sidecars bind to a name, on which networks do not agree. */
    Ports namedBySidecars(Ports.Name name) {
      return bound(name, containers(true));
    }

    /** The numbers that containers or native sidecars bind to a name. */
    Ports namedByAny(Ports.Name name) {
      return named(name).union(namedBySidecars(name));
    }

    private static Ports bound(Ports.Name name, Stream<Container> containers) {
      return containers
          .flatMap(container -> stream(container.getPorts()))
          .filter(port -> name.name().equals(port.getName()))
          .filter(port -> Protocol.of(port.getProtocol()).equals(Optional.of(name.protocol())))
          .map(ContainerPort::getContainerPort)
          .map(number -> Ports.of(name.protocol(), number, number))
          .reduce(Ports.NONE, Ports::union);
    }

    private Stream<Container> containers(boolean sidecars) {
      if (pod.getSpec() == null) {
        return Stream.empty();
      }
      return sidecars
          ? stream(pod.getSpec().getInitContainers()).filter(OfPod::isSidecar)
          : stream(pod.getSpec().getContainers());
    }

    private static boolean isSidecar(Container container) {
      return "Always".equals(container.getRestartPolicy());
    }

    private static <T> Stream<T> stream(@Nullable List<T> values) {
      return values == null ? Stream.empty() : values.stream();
    }
  }

  /**
   * Addresses outside the cluster that all policies treat alike.
   *
   * @param name what they are called
   * @param addresses the addresses
   */
  record Outside(String name, IntervalSet addresses) implements Endpoint {
    /** One address or block. */
    public static Outside of(Cidr cidr) {
      return new Outside(cidr.text(), cidr.addresses());
    }
  }
}

package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A cluster in a text block: namespaces, pods and policies as YAML documents. */
final class World {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private final List<HasMetadata> objects = new ArrayList<>();

  /** These documents, separated by lines of dashes. */
  static World of(String... yaml) {
    World world = new World();
    Arrays.stream(String.join("\n---\n", yaml).split("(?m)^---$"))
        .filter(document -> !document.isBlank())
        .forEach(document -> world.objects.add(YAML.unmarshal(document)));
    return world;
  }

  /** A policy of namespace clinic whose spec is given in one line. */
  static String policy(String name, String spec) {
    return """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: clinic}
        spec: %s
        """
        .formatted(name, spec);
  }

  /** A pod {@code namespace/name} labelled {@code app: name}, with its spec in one line. */
  static String pod(String path, String spec) {
    String[] parts = path.split("/");
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: %s, labels: {app: %s}}
        spec: %s
        """
        .formatted(parts[1], parts[0], parts[1], spec);
  }

  static LabelSelector selector(String yaml) {
    return YAML.unmarshal("---\n" + yaml, LabelSelector.class);
  }

  static NetworkPolicy networkPolicy(String name, String spec) {
    return YAML.unmarshal(policy(name, spec), NetworkPolicy.class);
  }

  List<NetworkPolicy> policies() {
    return all(NetworkPolicy.class);
  }

  List<Pod> pods() {
    return all(Pod.class);
  }

  private <T> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** A pod by {@code namespace/name}, or an address. */
  Endpoint end(String name) {
    return pods().stream()
        .<Endpoint>map(pod -> new Endpoint.OfPod(pod, labels(pod.getMetadata().getNamespace())))
        .filter(pod -> pod.name().equals(name))
        .findFirst()
        .orElseGet(() -> Endpoint.Outside.of(Cidr.parse(name).orElseThrow()));
  }

  private Map<String, String> labels(String namespace) {
    return all(Namespace.class).stream()
        .filter(object -> object.getMetadata().getName().equals(namespace))
        .map(object -> object.getMetadata().getLabels())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Map.of());
  }

  /** Whether a connection is possible. */
  Reach reach(String from, String to, Protocol protocol, int port) {
    return Reachability.under(policies()).connection(end(from), end(to), protocol, port);
  }

  /** Whether a TCP connection is possible: {@code Allowed}, {@code Denied} or {@code Undefined}. */
  String tcp(String from, String to, int port) {
    return reach(from, to, Protocol.TCP, port).getClass().getSimpleName();
  }

  String udp(String from, String to, int port) {
    return reach(from, to, Protocol.UDP, port).getClass().getSimpleName();
  }
}

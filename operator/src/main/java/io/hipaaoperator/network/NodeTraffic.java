package io.hipaaoperator.network;

import io.hipaaoperator.network.Endpoint.OfPod;
import java.util.stream.Stream;

/**
 * What passes because of nodes. A pod on its node's network is traffic of the node: a node always
 * reaches its own pods, and policies that select such a pod are obeyed by some networks only.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods">
 *     NetworkPolicy and hostNetwork pods</a>
 */
final class NodeTraffic {
  private NodeTraffic() {}

  /** What lets a pod leave, beside its egress rules. */
  static Stream<Passage> leaving(OfPod from, Endpoint to) {
    if (from.isOnHostNetwork()) {
      return perhaps(from.name() + " is on its node's network, which few networks isolate");
    }
    return to instanceof OfPod pod && pod.isOnHostNetwork() && pod.mayShareNodeWith(from)
        ? perhaps("traffic of " + from.name() + " to its own node")
        : Stream.empty();
  }

  /** What lets a pod be entered, beside its ingress rules. */
  static Stream<Passage> entering(Endpoint from, OfPod to) {
    if (to.isOnHostNetwork()) {
      return perhaps(to.name() + " is on its node's network, which few networks isolate");
    }
    return from instanceof OfPod pod && pod.isOnHostNetwork() ? fromNode(pod, to) : Stream.empty();
  }

  private static Stream<Passage> fromNode(OfPod from, OfPod to) {
    return from.mayShareNodeWith(to)
        ? Stream.of(Passage.open("a node reaches its own pods"))
        : perhaps(from.name() + " is on another node's network");
  }

  private static Stream<Passage> perhaps(String why) {
    return Stream.of(new Passage(Ports.ALL, false, why));
  }
}

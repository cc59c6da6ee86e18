package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.PeerSet.Match;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who can reach whom under a set of NetworkPolicies. A connection needs the source's egress and the
 * destination's ingress; a pod that no policy selects for a direction is open in it; policies add
 * up.
 */
public final class Reachability {
  private final Map<String, List<Policy>> byNamespace;

  private Reachability(Map<String, List<Policy>> byNamespace) {
    this.byNamespace = byNamespace;
  }

  /** Under these policies, of all namespaces that matter. */
  public static Reachability under(Collection<NetworkPolicy> policies) {
    return new Reachability(
        policies.stream().map(Policy::of).collect(Collectors.groupingBy(Policy::namespace)));
  }

  /** Whether a connection to a port is possible. */
  public Reach connection(Endpoint from, Endpoint to, Protocol protocol, int port) {
    List<Path> open =
        paths(from, to).stream().filter(path -> path.ports().contains(protocol, port)).toList();
    return open.stream()
        .filter(Path::certain)
        .findFirst()
        .<Reach>map(path -> new Reach.Allowed(why(path)))
        .or(() -> open.stream().findFirst().map(path -> new Reach.Undefined(why(path))))
        .orElseGet(() -> new Reach.Denied(denial(from, to, protocol, port)));
  }

  private static String why(Path path) {
    return path.egress().equals(path.ingress())
        ? path.ingress()
        : path.egress() + "; " + path.ingress();
  }

  /** Every way from one endpoint to another; ports on no path are shut. */
  public List<Path> paths(Endpoint from, Endpoint to) {
    if (hasEnded(from) || hasEnded(to)) {
      return List.of();
    }
    if (from.equals(to)) {
      return List.of(new Path(Ports.ALL, true, "a pod reaches itself", "a pod reaches itself"));
    }
    List<Passage> out = egress(from, to);
    List<Passage> in = ingress(from, to);
    return out.stream()
        .flatMap(exit -> in.stream().map(exit::then))
        .filter(path -> !path.ports().isEmpty())
        .toList();
  }

  private static boolean hasEnded(Endpoint endpoint) {
    return endpoint instanceof OfPod pod && pod.hasEnded();
  }

  private List<Passage> egress(Endpoint from, Endpoint to) {
    return switch (from) {
      case Endpoint.Outside _ -> List.of(Passage.open("from outside the cluster"));
      case OfPod pod ->
          Stream.concat(
                  passages(Direction.EGRESS, pod, to, to).stream(), NodeTraffic.leaving(pod, to))
              .toList();
    };
  }

  private List<Passage> ingress(Endpoint from, Endpoint to) {
    return switch (to) {
      case Endpoint.Outside _ -> List.of(Passage.open("to outside the cluster"));
      case OfPod pod ->
          Stream.concat(
                  passages(Direction.INGRESS, pod, from, to).stream(),
                  NodeTraffic.entering(from, pod))
              .toList();
    };
  }

  /** Where the policies on one pod let it and a peer connect. */
  private List<Passage> passages(Direction direction, OfPod pod, Endpoint peer, Endpoint to) {
    List<Policy> isolating = isolating(direction, pod);
    return isolating.isEmpty()
        ? List.of(Passage.open("no policy selects " + pod.name() + " for " + direction.field()))
        : isolating.stream()
            .flatMap(policy -> policy.rules(direction).stream())
            .flatMap(rule -> passages(rule, peer, to))
            .toList();
  }

  private static Stream<Passage> passages(Policy.Rule rule, Endpoint peer, Endpoint to) {
    List<Match> matches = rule.peers().stream().map(set -> set.match(peer)).toList();
    return matches.stream().allMatch(Match.NO::equals)
        ? Stream.empty()
        : Passage.through(rule, matches.contains(Match.YES), to);
  }

  private List<Policy> isolating(Direction direction, OfPod pod) {
    return byNamespace.getOrDefault(pod.namespace(), List.of()).stream()
        .filter(policy -> policy.isolates(direction))
        .filter(policy -> Selectors.matches(policy.pods(), pod.labels()))
        .toList();
  }

  private String denial(Endpoint from, Endpoint to, Protocol protocol, int port) {
    if (hasEnded(from) || hasEnded(to)) {
      return (hasEnded(from) ? from : to).name() + " has ended";
    }
    boolean leaves =
        egress(from, to).stream().anyMatch(passage -> passage.ports().contains(protocol, port));
    return leaves ? shut(Direction.INGRESS, (OfPod) to) : shut(Direction.EGRESS, (OfPod) from);
  }

  private String shut(Direction direction, OfPod pod) {
    String policies =
        isolating(direction, pod).stream()
            .map(Policy::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return "no %s rule of %s on %s admits it".formatted(direction.field(), policies, pod.name());
  }
}

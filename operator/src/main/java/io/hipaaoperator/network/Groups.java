package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Endpoint.Outside;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Endpoints that policies can't tell apart, taken together, so that a table has a row for a
 * Deployment and not for each of its pods.
 */
public final class Groups {
  private static final String TEMPLATE_HASH = "pod-template-hash";

  private final Set<String> keys;
  private final List<IntervalSet> blocks;

  private Groups(Set<String> keys, List<IntervalSet> blocks) {
    this.keys = keys;
    this.blocks = blocks;
  }

  /** As these policies see endpoints. */
  public static Groups under(Collection<NetworkPolicy> policies) {
    List<Policy> all = policies.stream().map(Policy::of).toList();
    List<PeerSet> peers =
        all.stream()
            .flatMap(policy -> policy.rules().values().stream())
            .flatMap(List::stream)
            .flatMap(rule -> rule.peers().stream())
            .distinct()
            .toList();
    return new Groups(keys(all, peers), blocks(peers));
  }

  private static Set<String> keys(List<Policy> policies, List<PeerSet> peers) {
    Stream<LabelSelector> ofPeers =
        peers.stream()
            .flatMap(
                peer ->
                    peer instanceof PeerSet.Pods(_, var pods) ? Stream.of(pods) : Stream.empty());
    return Stream.concat(policies.stream().map(Policy::pods), ofPeers)
        .flatMap(selector -> LabelConstraint.of(selector).stream())
        .flatMap(constraints -> constraints.keySet().stream())
        .collect(Collectors.toSet());
  }

  private static List<IntervalSet> blocks(List<PeerSet> peers) {
    return peers.stream()
        .flatMap(
            peer ->
                peer instanceof PeerSet.Addresses(_, var block) ? Stream.of(block) : Stream.empty())
        .distinct()
        .toList();
  }

  /** Pods in groups, each with one that stands for it; pods that have ended are left out. */
  public List<Group> of(Collection<OfPod> pods) {
    Map<Object, Group> groups = new LinkedHashMap<>();
    pods.stream()
        .filter(pod -> !pod.hasEnded())
        .forEach(pod -> groups.merge(kind(pod), new Group(owner(pod), pod), Group::and));
    return List.copyOf(groups.values());
  }

  private Object kind(OfPod pod) {
    Map<String, String> labels = new HashMap<>(pod.labels());
    labels.keySet().retainAll(keys);
    List<Boolean> inBlocks =
        blocks.stream().map(block -> block.containsAll(pod.addresses())).toList();
    return List.of(
        owner(pod),
        pod.controllerKind(),
        labels,
        pod.boundPorts(),
        pod.isOnHostNetwork(),
        inBlocks);
  }

  /** The controller as people know it: of a Deployment's pods not the ReplicaSet between. */
  private static String owner(OfPod pod) {
    String hash = pod.labels().getOrDefault(TEMPLATE_HASH, "");
    return pod.controller()
        .map(OwnerReference::getName)
        .map(name -> name.endsWith("-" + hash) ? name.replace("-" + hash, "") : name)
        .map(name -> pod.namespace() + "/" + name)
        .orElse(pod.name());
  }

  /** Addresses outside, cut so that no policy divides a part. */
  public List<Outside> outside() {
    List<Outside> parts = List.of(new Outside("any other address", Cidr.EVERYWHERE));
    for (IntervalSet block : blocks) {
      parts = parts.stream().flatMap(part -> cut(part, block)).toList();
    }
    return parts;
  }

  private static Stream<Outside> cut(Outside part, IntervalSet block) {
    IntervalSet in = part.addresses().intersection(block);
    IntervalSet out = part.addresses().minus(block);
    return Stream.of(new Outside(AddressText.of(in), in), new Outside(part.name(), out))
        .filter(piece -> !piece.addresses().isEmpty());
  }

  /**
   * Pods that policies can't tell apart.
   *
   * @param name what people call them
   * @param endpoint one that stands for all
   * @param size how many there are
   */
  public record Group(String name, Endpoint endpoint, int size) {
    Group(String name, OfPod pod) {
      this(name, pod, 1);
    }

    /** The same group under another name. */
    public Group named(String other) {
      return new Group(other, endpoint, size);
    }

    /** One more of them; addresses are all taken together already. */
    Endpoint another() {
      return endpoint instanceof OfPod pod ? pod.another() : endpoint;
    }

    /** The one that stands for pods of several nodes is of none. */
    private Group and(Group other) {
      OfPod mine = (OfPod) endpoint;
      OfPod theirs = (OfPod) other.endpoint;
      return new Group(name, mine.isBesides(theirs) ? mine : mine.onAnyNode(), size + 1);
    }
  }
}

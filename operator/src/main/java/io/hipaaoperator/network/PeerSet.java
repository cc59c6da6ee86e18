package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whom a rule admits. */
public sealed interface PeerSet {

  /** Whether an endpoint is admitted; networks may disagree. */
  enum Match {
    /** Admitted. */
    YES,
    /** Admitted by some networks, or not known. */
    MAYBE,
    /** Not admitted. */
    NO
  }

  /** Whether an endpoint is admitted. */
  Match match(Endpoint endpoint);

  /** Those who are admitted here but not by the other; certain to miss nobody. */
  Optional<PeerSet> minus(PeerSet other);

  /** Those who are admitted by both, when the other admits a part of these. */
  Optional<PeerSet> within(PeerSet other);

  /** The peers of a rule in a policy of this namespace, of which none means everybody. */
  static List<PeerSet> of(@Nullable List<NetworkPolicyPeer> peers, String namespace) {
    return peers == null || peers.isEmpty()
        ? List.of(new Everybody())
        : peers.stream().flatMap(peer -> of(peer, namespace).stream()).toList();
  }

  /** A peer; empty for one that the API refuses, which admits nobody. */
  private static Optional<PeerSet> of(NetworkPolicyPeer peer, String namespace) {
    LabelSelector pods = peer.getPodSelector();
    LabelSelector namespaces = peer.getNamespaceSelector();
    if (peer.getIpBlock() != null) {
      return pods == null && namespaces == null
          ? Addresses.of(peer.getIpBlock())
          : Optional.empty();
    }
    if (pods == null && namespaces == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Pods(
            namespaces == null ? Selectors.namespace(namespace) : namespaces,
            pods == null ? new LabelSelector() : pods));
  }

  /** Everybody, in the cluster and outside. */
  record Everybody() implements PeerSet {
    @Override
    public Match match(Endpoint endpoint) {
      return Match.YES;
    }

    @Override
    public Optional<PeerSet> minus(PeerSet other) {
      return other instanceof Everybody ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Optional<PeerSet> within(PeerSet other) {
      return other instanceof Everybody ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String toString() {
      return "everybody";
    }
  }

  /**
   * Pods of some namespaces.
   *
   * @param namespaces which namespaces
   * @param pods which of their pods
   */
  record Pods(LabelSelector namespaces, LabelSelector pods) implements PeerSet {
    @Override
    public Match match(Endpoint endpoint) {
      return switch (endpoint) {
        case Endpoint.OfPod pod when matches(pod) ->
            pod.isOnHostNetwork() ? Match.MAYBE : Match.YES;
        case Endpoint.OfPod _, Endpoint.Outside _ -> Match.NO;
      };
    }

    private boolean matches(Endpoint.OfPod pod) {
      return Selectors.matches(namespaces, pod.namespaceLabels())
          && Selectors.matches(pods, pod.labels());
    }

    @Override
    public Optional<PeerSet> minus(PeerSet other) {
      return within(other).isPresent() ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Optional<PeerSet> within(PeerSet other) {
      return Optional.<PeerSet>of(this).filter(self -> isIn(other));
    }

    private boolean isIn(PeerSet other) {
      return switch (other) {
        case Everybody _ -> true;
        case Pods wide ->
            Selectors.covers(wide.namespaces, namespaces) && Selectors.covers(wide.pods, pods);
        case Addresses _, Unreadable _ -> false;
      };
    }

    @Override
    public String toString() {
      return SelectorText.pods(namespaces, pods);
    }
  }

  /**
   * Addresses.
   *
   * @param text as the policy writes them, shortened
   * @param addresses the addresses
   */
  record Addresses(String text, IntervalSet addresses) implements PeerSet {
    private static Optional<PeerSet> of(IPBlock block) {
      List<String> except = Objects.requireNonNullElse(block.getExcept(), List.of());
      return Optional.ofNullable(block.getCidr()).map(cidr -> of(cidr, except));
    }

    private static PeerSet of(String cidr, List<String> except) {
      return Cidr.parse(cidr)
          .<PeerSet>map(
              block ->
                  new Addresses(AddressText.of(cidr, except), without(block.addresses(), except)))
          .orElseGet(() -> new Unreadable(cidr, except));
    }

    private static IntervalSet without(IntervalSet addresses, List<String> except) {
      List<IntervalSet> blocks =
          except.stream().flatMap(cidr -> Cidr.parse(cidr).stream()).map(Cidr::addresses).toList();
      return addresses.minus(IntervalSet.union(blocks));
    }

    @Override
    public Match match(Endpoint endpoint) {
      return switch (endpoint) {
        case Endpoint.Outside outside -> match(outside.addresses(), Match.YES);
        case Endpoint.OfPod pod -> match(pod);
      };
    }

    /** A block that holds a pod's address admits the pod on some networks and not on others. */
    private Match match(Endpoint.OfPod pod) {
      IntervalSet own = pod.addresses();
      return own.isEmpty() && !addresses.isEmpty()
          ? Match.MAYBE
          : match(own, pod.isOnHostNetwork() ? Match.YES : Match.MAYBE);
    }

    private Match match(IntervalSet those, Match inside) {
      if (those.intersection(addresses).isEmpty()) {
        return Match.NO;
      }
      return addresses.containsAll(those) ? inside : Match.MAYBE;
    }

    @Override
    public Optional<PeerSet> minus(PeerSet other) {
      return part(wide -> addresses.minus(wide), other);
    }

    @Override
    public Optional<PeerSet> within(PeerSet other) {
      return part(wide -> addresses.intersection(wide), other);
    }

    private Optional<PeerSet> part(Function<IntervalSet, IntervalSet> operator, PeerSet other) {
      IntervalSet rest = operator.apply(among(other));
      return rest.isEmpty() ? Optional.empty() : Optional.of(new Addresses(text, rest));
    }

    private static IntervalSet among(PeerSet other) {
      return switch (other) {
        case Everybody _ -> Cidr.EVERYWHERE;
        case Pods _, Unreadable _ -> IntervalSet.EMPTY;
        case Addresses wide -> wide.addresses;
      };
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A block that older API servers took and networks read differently, such as an IPv4-mapped one:
   * nobody knows whom it admits.
   *
   * @param cidr the block as the policy writes it
   * @param except its exceptions as the policy writes them
   */
  record Unreadable(String cidr, List<String> except) implements PeerSet {
    @Override
    public Match match(Endpoint endpoint) {
      return Match.MAYBE;
    }

    @Override
    public Optional<PeerSet> minus(PeerSet other) {
      return within(other).isPresent() ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Optional<PeerSet> within(PeerSet other) {
      return Optional.<PeerSet>of(this)
          .filter(self -> other instanceof Everybody || self.equals(other));
    }

    @Override
    public String toString() {
      return AddressText.of(cidr, except);
    }
  }

  /** Whether somebody on the internet is among them. */
  default boolean isPublic() {
    return switch (this) {
      case Everybody _ -> true;
      case Pods _ -> false;
      case Unreadable _ -> true;
      case Addresses block -> !block.addresses().intersection(Cidr.PUBLIC).isEmpty();
    };
  }
}

package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.hipaaoperator.api.Peer;
import io.hipaaoperator.api.Peer.IpBlock;
import io.hipaaoperator.network.Cidr;
import io.hipaaoperator.network.Selectors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Declared peers as peers of a NetworkPolicy. */
final class PolicyPeers {
  private final Peers resolved;

  PolicyPeers(Peers resolved) {
    this.resolved = resolved;
  }

  /** The peers that exist. */
  List<NetworkPolicyPeer> of(List<Peer> declared) {
    return declared.stream().map(this::peer).flatMap(Optional::stream).toList();
  }

  private Optional<NetworkPolicyPeer> peer(Peer declared) {
    if (declared.ipBlock() != null) {
      return Optional.of(block(declared.ipBlock()));
    }
    if (declared.workload() != null) {
      return Optional.ofNullable(resolved.found().get(declared.workload())).map(this::pods);
    }
    var peer = new NetworkPolicyPeerBuilder();
    if (declared.podSelector() != null) {
      peer.withPodSelector(declared.podSelector().asLabelSelector());
    }
    if (declared.namespaceSelector() != null) {
      peer.withNamespaceSelector(declared.namespaceSelector().asLabelSelector());
    }
    return Optional.of(peer.build());
  }

  private NetworkPolicyPeer pods(Peers.Pods pods) {
    var peer = new NetworkPolicyPeerBuilder().withPodSelector(pods.selector().asLabelSelector());
    if (!pods.namespace().equals(resolved.own())) {
      peer.withNamespaceSelector(Selectors.namespace(pods.namespace()));
    }
    return peer.build();
  }

  private static NetworkPolicyPeer block(IpBlock declared) {
    return new NetworkPolicyPeerBuilder()
        .withNewIpBlock()
        .withCidr(declared.cidr())
        .withExcept(
            Stream.concat(declared.except().stream(), metadataIn(declared)).distinct().toList())
        .endIpBlock()
        .build();
  }

  /** Metadata addresses inside the block that its owner has not left out. */
  private static Stream<String> metadataIn(IpBlock declared) {
    return MetadataAddress.ALL.stream()
        .filter(address -> contains(declared.cidr(), address))
        .filter(
            address -> declared.except().stream().noneMatch(except -> contains(except, address)));
  }

  private static boolean contains(String block, String address) {
    return Cidr.parse(block)
        .flatMap(outer -> Cidr.parse(address).map(outer::contains))
        .orElse(false);
  }
}

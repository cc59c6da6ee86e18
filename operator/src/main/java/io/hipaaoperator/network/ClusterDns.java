package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.List;
import java.util.stream.Stream;

/** Where names are looked up. */
public final class ClusterDns {
  /** The cluster's DNS servers, as kubeadm and every large distribution label them. */
  public static final NetworkPolicyPeer SERVERS =
      new NetworkPolicyPeerBuilder()
          .withNamespaceSelector(Selectors.namespace("kube-system"))
          .withNewPodSelector()
          .addToMatchLabels("k8s-app", "kube-dns")
          .endPodSelector()
          .build();

  /** Its port everywhere, by RFC 1035. */
  public static final int PORT = 53;

  private ClusterDns() {}

  /** A port of a DNS server, as it is asked over both protocols. */
  public static List<NetworkPolicyPort> ports(int port) {
    return Stream.of("UDP", "TCP")
        .map(
            protocol ->
                new NetworkPolicyPortBuilder().withProtocol(protocol).withNewPort(port).build())
        .toList();
  }
}

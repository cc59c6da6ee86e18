package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;

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

  private ClusterDns() {}
}

package io.hipaaoperator.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of policy of another API than NetworkPolicy, which may allow what NetworkPolicies deny. A
 * kind that is called like one and is not known here is one as well. Kinds that only preview a
 * policy, such as Calico's staged ones, are none.
 *
 * @param group API group
 * @param kind the kind
 * @param namespaced whether its objects concern their own namespace only, and not the whole cluster
 * @see <a href="https://network-policy-api.sigs.k8s.io/">Network Policy API</a>
 * @see <a href="https://docs.cilium.io/en/stable/security/policy/">Cilium</a>
 * @see <a href="https://docs.tigera.io/calico/latest/reference/resources/">Calico</a>
 * @see <a href="https://antrea.io/docs/main/docs/antrea-network-policy/">Antrea</a>
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html">EKS</a>
 * @see <a href="https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies">
 *     GKE</a>
 */
public record OtherPolicyKind(String group, String kind, boolean namespaced) {
  /** Those that are known: their objects are looked for. */
  public static final List<OtherPolicyKind> KNOWN =
      List.of(
          ofCluster("policy.networking.k8s.io", "AdminNetworkPolicy"),
          ofCluster("policy.networking.k8s.io", "BaselineAdminNetworkPolicy"),
          ofCluster("policy.networking.k8s.io", "ClusterNetworkPolicy"),
          ofNamespace("cilium.io", "CiliumNetworkPolicy"),
          ofCluster("cilium.io", "CiliumClusterwideNetworkPolicy"),
          ofNamespace("crd.projectcalico.org", "NetworkPolicy"),
          ofCluster("crd.projectcalico.org", "GlobalNetworkPolicy"),
          ofNamespace("projectcalico.org", "NetworkPolicy"),
          ofCluster("projectcalico.org", "GlobalNetworkPolicy"),
          ofNamespace("crd.antrea.io", "NetworkPolicy"),
          ofCluster("crd.antrea.io", "ClusterNetworkPolicy"),
          ofNamespace("networking.k8s.aws", "ApplicationNetworkPolicy"),
          ofCluster("networking.k8s.aws", "ClusterNetworkPolicy"),
          ofNamespace("networking.gke.io", "FQDNNetworkPolicy"));

  /**
   * Groups whose kinds of that name open nothing: the API that is evaluated, now and formerly; what
   * Antrea works out from the others; policies of secondary interfaces.
   */
  private static final Set<String> HARMLESS =
      Set.of("networking.k8s.io", "extensions", "controlplane.antrea.io", "k8s.cni.cncf.io");

  private static OtherPolicyKind ofCluster(String group, String kind) {
    return new OtherPolicyKind(group, kind, false);
  }

  private static OtherPolicyKind ofNamespace(String group, String kind) {
    return new OtherPolicyKind(group, kind, true);
  }

  /** The kind of an object, if it is one of these; {@code apiVersion} is group and version. */
  public static Optional<OtherPolicyKind> of(String apiVersion, String kind) {
    return in(apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/'))), kind);
  }

  /** The kind of this name in an API group, if it is one of these. */
  public static Optional<OtherPolicyKind> in(String group, String kind) {
    return KNOWN.stream()
        .filter(known -> known.group.equals(group) && known.kind.equals(kind))
        .findFirst()
        .or(() -> Optional.of(ofCluster(group, kind)).filter(OtherPolicyKind::isCalledLikeOne));
  }

  /** Whether it is known what it is, and whom its objects concern. */
  public boolean isKnown() {
    return KNOWN.contains(this);
  }

  private boolean isCalledLikeOne() {
    return (kind.endsWith("NetworkPolicy") || kind.endsWith("NetworkPolicies"))
        && !HARMLESS.contains(group)
        && !isPreview();
  }

  private boolean isPreview() {
    return group.endsWith("projectcalico.org") && kind.startsWith("Staged");
  }
}

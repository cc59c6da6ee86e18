package io.hipaaoperator.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of policy of another API than NetworkPolicy, which may allow what NetworkPolicies deny.
 * Kinds that only preview a policy, such as Calico's staged ones, are none.
 *
 * @param group API group
 * @param kind the kind
 * @param namespaced whether its objects concern their own namespace only, and not the whole cluster
 * @see <a href="https://network-policy-api.sigs.k8s.io/">Network Policy API</a>
 * @see <a href="https://docs.cilium.io/en/stable/security/policy/">Cilium</a>
 * @see <a href="https://docs.tigera.io/calico/latest/reference/resources/">Calico</a>
 * @see <a href="https://antrea.io/docs/main/docs/antrea-network-policy/">Antrea</a>
 */
public record OtherPolicyKind(String group, String kind, boolean namespaced) {
  /** Those that are looked for. */
  public static final List<OtherPolicyKind> ALL =
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
          ofCluster("crd.antrea.io", "ClusterNetworkPolicy"));

  private static OtherPolicyKind ofCluster(String group, String kind) {
    return new OtherPolicyKind(group, kind, false);
  }

  private static OtherPolicyKind ofNamespace(String group, String kind) {
    return new OtherPolicyKind(group, kind, true);
  }

  /** The kind of an object, if it is one of these; {@code apiVersion} is group and version. */
  public static Optional<OtherPolicyKind> of(String apiVersion, String kind) {
    return in(apiVersion.substring(0, Math.max(0, apiVersion.indexOf('/'))))
        .filter(known -> known.kind.equals(kind))
        .findFirst();
  }

  /** The kinds of an API group. */
  public static Stream<OtherPolicyKind> in(String group) {
    return ALL.stream().filter(known -> known.group.equals(group));
  }
}

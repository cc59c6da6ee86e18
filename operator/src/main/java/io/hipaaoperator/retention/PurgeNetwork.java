package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.network.ClusterDns;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Nobody reaches a purge, and it reaches the database alone. A NetworkPolicy knows no names: where
 * the database has one, the purge may look it up, and reaches that port anywhere. It selects by the
 * label alone by which databases let a purge in, so that whoever wears that is confined as well.
 */
final class PurgeNetwork {
  private PurgeNetwork() {}

  static NetworkPolicy of(DeclaredPolicy policy, PhiDatabaseSpec database) {
    return of(
        policy.child(PurgeChildren.networkName(policy)),
        Map.of(Api.RETENTION_POLICY, policy.name()),
        List.of(database));
  }

  /** For pods with these labels, which work on these databases. */
  static NetworkPolicy of(
      ObjectMeta metadata, Map<String, String> pods, List<PhiDatabaseSpec> databases) {
    return new NetworkPolicyBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(pods)
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withEgress(
            databases.stream().flatMap(database -> egress(database).stream()).distinct().toList())
        .endSpec()
        .build();
  }

  private static List<NetworkPolicyEgressRule> egress(PhiDatabaseSpec database) {
    NetworkPolicyPort port = tcp(database.port());
    return block(database.host())
        .map(block -> List.of(to(block, port)))
        .orElseGet(() -> Stream.of(dns(), anywhere(port)).toList());
  }

  private static NetworkPolicyEgressRule to(String block, NetworkPolicyPort port) {
    return new NetworkPolicyEgressRuleBuilder()
        .addNewTo()
        .withNewIpBlock()
        .withCidr(block)
        .endIpBlock()
        .endTo()
        .withPorts(port)
        .build();
  }

  private static NetworkPolicyEgressRule anywhere(NetworkPolicyPort port) {
    return new NetworkPolicyEgressRuleBuilder().withPorts(port).build();
  }

  private static NetworkPolicyEgressRule dns() {
    return new NetworkPolicyEgressRuleBuilder()
        .withTo(ClusterDns.SERVERS)
        .withPorts(ClusterDns.ports(ClusterDns.PORT))
        .build();
  }

  private static NetworkPolicyPort tcp(int number) {
    return new NetworkPolicyPortBuilder().withProtocol("TCP").withNewPort(number).build();
  }

  /** The block of an address, as it is written; empty where the host has a name. */
  private static Optional<String> block(String host) {
    try {
      return Optional.of(
          host + (InetAddress.ofLiteral(host) instanceof Inet4Address ? "/32" : "/128"));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }
}

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
    return confined(
        metadata,
        pods,
        databases.stream().flatMap(database -> to(database.host(), database.port())));
  }

  /** For pods with these labels, which reach nothing else. */
  static NetworkPolicy confined(
      ObjectMeta metadata, Map<String, String> pods, Stream<NetworkPolicyEgressRule> egress) {
    return new NetworkPolicyBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(pods)
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .withEgress(egress.distinct().toList())
        .endSpec()
        .build();
  }

  /** What it takes to reach a port of a host. */
  static Stream<NetworkPolicyEgressRule> to(String host, int number) {
    return block(host)
        .map(block -> Stream.of(to(block, tcp(number))))
        .orElseGet(() -> anywhere(number));
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

  /** What it takes to reach a port of any host, by its name. */
  static Stream<NetworkPolicyEgressRule> anywhere(int number) {
    return Stream.of(dns(), anywhere(tcp(number)));
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

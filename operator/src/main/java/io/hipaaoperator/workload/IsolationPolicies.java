package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.Network.Dns;
import io.hipaaoperator.api.Network.Egress;
import io.hipaaoperator.api.Network.Ingress;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.Port;
import io.hipaaoperator.network.ClusterDns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The NetworkPolicies that make a declaration true: default-deny in both directions, and what is
 * declared. A rule of which no peer is left, because the PhiWorkload it names does not exist, is
 * left out: without peers it would admit everybody.
 */
public final class IsolationPolicies {
  private static final String DENY = "-default-deny";
  private static final String INGRESS = "-ingress";
  private static final String EGRESS = "-egress";

  private final Workload workload;
  private final PolicyPeers peers;

  private IsolationPolicies(Workload workload, Peers resolved) {
    this.workload = workload;
    this.peers = new PolicyPeers(resolved);
  }

  /** The policies for a workload whose references were resolved. */
  public static List<HasMetadata> of(Workload workload, Peers resolved) {
    var policies = new IsolationPolicies(workload, resolved);
    return Stream.of(Optional.of(policies.deny()), policies.ingress(), policies.egress())
        .flatMap(Optional::stream)
        .map(HasMetadata.class::cast)
        .toList();
  }

  /** Name of the workload that a policy of this name would be for, whether it exists or not. */
  static Optional<String> workload(String policy) {
    return Stream.of(DENY, INGRESS, EGRESS)
        .filter(policy::endsWith)
        .map(suffix -> policy.substring(0, policy.length() - suffix.length()))
        .findFirst();
  }

  private NetworkPolicy deny() {
    return policy(DENY).editSpec().withPolicyTypes("Ingress", "Egress").endSpec().build();
  }

  private Optional<NetworkPolicy> ingress() {
    List<NetworkPolicyIngressRule> rules =
        workload.spec().network().ingress().stream()
            .map(this::rule)
            .flatMap(Optional::stream)
            .toList();
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            policy(INGRESS)
                .editSpec()
                .withPolicyTypes("Ingress")
                .withIngress(rules)
                .endSpec()
                .build());
  }

  private Optional<NetworkPolicy> egress() {
    List<NetworkPolicyEgressRule> rules =
        Stream.concat(
                dns().stream(),
                workload.spec().network().egress().stream()
                    .map(this::rule)
                    .flatMap(Optional::stream))
            .toList();
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(
            policy(EGRESS)
                .editSpec()
                .withPolicyTypes("Egress")
                .withEgress(rules)
                .endSpec()
                .build());
  }

  private Optional<NetworkPolicyIngressRule> rule(Ingress declared) {
    List<NetworkPolicyPeer> from = peers.of(declared.from());
    return from.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new NetworkPolicyIngressRuleBuilder()
                .withFrom(from)
                .withPorts(ports(declared.ports()))
                .build());
  }

  private Optional<NetworkPolicyEgressRule> rule(Egress declared) {
    return egressRule(peers.of(declared.to()), ports(declared.ports()));
  }

  private Optional<NetworkPolicyEgressRule> dns() {
    Dns dns = workload.spec().network().dns();
    if (!dns.isEnabled()) {
      return Optional.empty();
    }
    List<NetworkPolicyPeer> servers =
        dns.servers() == null ? List.of(ClusterDns.SERVERS) : peers.of(dns.servers());
    int port = Objects.requireNonNullElse(dns.port(), ClusterDns.PORT);
    return egressRule(servers, ClusterDns.ports(port));
  }

  private static Optional<NetworkPolicyEgressRule> egressRule(
      List<NetworkPolicyPeer> to, List<NetworkPolicyPort> ports) {
    return to.isEmpty()
        ? Optional.empty()
        : Optional.of(new NetworkPolicyEgressRuleBuilder().withTo(to).withPorts(ports).build());
  }

  private static List<NetworkPolicyPort> ports(List<Port> declared) {
    List<NetworkPolicyPort> ports = new ArrayList<>();
    for (Port port : declared) {
      ports.add(
          new NetworkPolicyPortBuilder()
              .withProtocol(port.protocol().name())
              .withPort(port.port())
              .withEndPort(port.endPort())
              .build());
    }
    return ports;
  }

  private NetworkPolicyBuilder policy(String suffix) {
    return new NetworkPolicyBuilder()
        .withMetadata(metadata(workload.name() + suffix))
        .withNewSpec()
        .withPodSelector(workload.podSelector())
        .endSpec();
  }

  /** Nothing of the parent's labels or annotations: Argo CD would take the child for its own. */
  private ObjectMeta metadata(String name) {
    var builder =
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(workload.namespace())
            .addToLabels(Api.MANAGED_BY, Api.MANAGER)
            .addToLabels(Api.WORKLOAD, workload.name());
    if (!workload.uid().isEmpty()) {
      builder
          .addNewOwnerReference()
          .withApiVersion(Api.GROUP + "/" + Api.VERSION)
          .withKind(PhiWorkload.class.getSimpleName())
          .withName(workload.name())
          .withUid(workload.uid())
          .withController(true)
          .endOwnerReference();
    }
    return builder.build();
  }
}

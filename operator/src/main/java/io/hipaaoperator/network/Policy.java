package io.hipaaoperator.network;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A NetworkPolicy as the API means it: with its defaults, and without rules that are void.
 *
 * @param namespace its namespace
 * @param name its name
 * @param pods which pods of the namespace it selects
 * @param rules its rules by direction; a direction that is missing is not isolated
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/">
 *     NetworkPolicy v1</a>
 */
public record Policy(
    String namespace, String name, LabelSelector pods, Map<Direction, List<Rule>> rules) {

  /**
   * A rule, which admits each of its peers on each of its ports.
   *
   * @param where in words: {@code NetworkPolicy clinic/api ingress[0]}
   * @param peers whom it admits
   * @param ports on which ports, names not resolved
   */
  public record Rule(String where, List<PeerSet> peers, Ports ports) {}

  /** Reads a policy. */
  public static Policy of(NetworkPolicy object) {
    String namespace = requireNonNullElse(object.getMetadata().getNamespace(), "default");
    String name = object.getMetadata().getName();
    NetworkPolicySpec spec =
        Objects.requireNonNullElseGet(object.getSpec(), NetworkPolicySpec::new);
    LabelSelector pods = Objects.requireNonNullElseGet(spec.getPodSelector(), LabelSelector::new);
    return new Policy(namespace, name, pods, new Reader(namespace, name).rules(spec));
  }

  /** Whether connections of this direction need a rule. */
  boolean isolates(Direction direction) {
    return rules.containsKey(direction);
  }

  /** The rules of a direction. */
  List<Rule> rules(Direction direction) {
    return rules.getOrDefault(direction, List.of());
  }

  /** In words: {@code NetworkPolicy clinic/api}. */
  @Override
  public String toString() {
    return "NetworkPolicy " + namespace + "/" + name;
  }

  /** Reads the rules of one policy. */
  private record Reader(String namespace, String name) {
    Map<Direction, List<Rule>> rules(NetworkPolicySpec spec) {
      Set<Direction> isolated = isolated(spec);
      Map<Direction, List<Rule>> rules = new EnumMap<>(Direction.class);
      if (isolated.contains(Direction.INGRESS)) {
        rules.put(Direction.INGRESS, ingress(spec));
      }
      if (isolated.contains(Direction.EGRESS)) {
        rules.put(Direction.EGRESS, egress(spec));
      }
      return rules;
    }

    /** {@code policyTypes}; by default Ingress, and Egress if there are rules for it. */
    private static Set<Direction> isolated(NetworkPolicySpec spec) {
      List<String> types = requireNonNullElse(spec.getPolicyTypes(), List.of());
      Set<Direction> isolated = EnumSet.noneOf(Direction.class);
      for (Direction direction : Direction.values()) {
        if (types.contains(direction.policyType())) {
          isolated.add(direction);
        }
      }
      if (types.isEmpty()) {
        isolated.add(Direction.INGRESS);
        if (spec.getEgress() != null && !spec.getEgress().isEmpty()) {
          isolated.add(Direction.EGRESS);
        }
      }
      return isolated;
    }

    private List<Rule> ingress(NetworkPolicySpec spec) {
      List<Rule> rules = new ArrayList<>();
      for (var rule : requireNonNullElse(spec.getIngress(), List.<NetworkPolicyIngressRule>of())) {
        rules.add(rule(Direction.INGRESS, rules.size(), rule.getFrom(), rule.getPorts()));
      }
      return rules;
    }

    private List<Rule> egress(NetworkPolicySpec spec) {
      List<Rule> rules = new ArrayList<>();
      for (var rule : requireNonNullElse(spec.getEgress(), List.<NetworkPolicyEgressRule>of())) {
        rules.add(rule(Direction.EGRESS, rules.size(), rule.getTo(), rule.getPorts()));
      }
      return rules;
    }

    private Rule rule(
        Direction direction,
        int index,
        List<NetworkPolicyPeer> peers,
        List<NetworkPolicyPort> ports) {
      String where =
          "NetworkPolicy %s/%s %s[%d]".formatted(namespace, name, direction.field(), index);
      return new Rule(where, PeerSet.of(peers, namespace), Ports.declared(ports));
    }
  }
}

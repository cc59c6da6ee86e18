package io.hipaaoperator.network;

import io.hipaaoperator.control.Fact;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Policies of one other API in one place. What they say is not evaluated; that they are there is
 * reason for doubt.
 *
 * @param kind what they are
 * @param namespace where they are; empty for those of the whole cluster
 * @param name the first of them by name; empty where it is not known whether there are any
 * @param more how many there are besides
 */
public record OtherPolicy(OtherPolicyKind kind, String namespace, String name, int more) {
  private static final Comparator<OtherPolicy> ORDER =
      Comparator.comparing((OtherPolicy policy) -> policy.kind.group())
          .thenComparing(policy -> policy.kind.kind())
          .thenComparing(OtherPolicy::namespace);

  /** One object; a kind of the whole cluster has no namespace, whatever a manifest says. */
  public static OtherPolicy of(OtherPolicyKind kind, String namespace, String name) {
    return new OtherPolicy(kind, kind.namespaced() ? namespace : "", name, 0);
  }

  /** Whatever there may be of a kind that the cluster serves and that is not known here. */
  public static OtherPolicy any(OtherPolicyKind kind) {
    return new OtherPolicy(kind, "", "", 0);
  }

  /** At most one for each kind and place, however many objects there are; in a stable order. */
  public static List<OtherPolicy> merged(Collection<OtherPolicy> policies) {
    Map<OtherPolicy, OtherPolicy> places = new TreeMap<>(ORDER);
    policies.forEach(policy -> places.merge(policy, policy, OtherPolicy::and));
    return List.copyOf(places.values());
  }

  private OtherPolicy and(OtherPolicy other) {
    String first = name.compareTo(other.name) <= 0 ? name : other.name;
    return new OtherPolicy(kind, namespace, first, more + other.more + 1);
  }

  /** Sentences on those that may concern a namespace. */
  public static Fact<List<String>> concerning(String namespace, Fact<List<OtherPolicy>> all) {
    return all.map(policies -> sentences(namespace, policies.stream()));
  }

  private static List<String> sentences(String namespace, Stream<OtherPolicy> policies) {
    return policies
        .filter(policy -> policy.namespace.isEmpty() || policy.namespace.equals(namespace))
        .map(OtherPolicy::toString)
        .toList();
  }

  /** Whether it is the same but for the group. */
  public boolean isShownAgain(OtherPolicy other, String group) {
    return other.kind.group().equals(group)
        && other.kind.kind().equals(kind.kind())
        && other.namespace.equals(namespace)
        && other.name.equals(name)
        && other.more == more;
  }

  @Override
  public String toString() {
    if (name.isEmpty()) {
      return "%s of group %s is not known; it may allow what NetworkPolicies deny"
          .formatted(kind.kind(), kind.group());
    }
    String them = "%s %s (%s)".formatted(kind.kind(), name, kind.group());
    return more == 0
        ? them + " may allow what NetworkPolicies deny; it is not evaluated"
        : them + " and " + more + " more may allow what NetworkPolicies deny; not evaluated";
  }
}

package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.hipaaoperator.network.Endpoint.OfPod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The paths that policies open into and out of selected pods. Peers are taken as the policies
 * describe them, so that a path counts before anybody is there to use it.
 */
public final class Openings {
  private final List<Subject> known;
  private final Subject toCome;
  private final List<Policy> live;
  private final List<Policy> declared;
  private Optional<List<Opening>> all = Optional.empty();

  /**
   * The paths of some pods.
   *
   * @param namespace namespace of the pods
   * @param selector which of its pods are protected
   * @param pods those of them that exist
   * @param live policies of the namespace, whoever made them
   * @param declared policies of the namespace as they are declared
   */
  public Openings(
      String namespace,
      LabelSelector selector,
      List<Pod> pods,
      List<NetworkPolicy> live,
      List<NetworkPolicy> declared) {
    this.known = known(namespace, pods);
    this.toCome = new Subject.ToCome(selector);
    this.live = concerned(live, selector);
    this.declared = concerned(declared, selector);
  }

  /** Paths that are open although nobody declared them. */
  public List<Opening> undeclared() {
    List<Policy> suspect = live.stream().filter(policy -> !declared.contains(policy)).toList();
    return found(subject -> ruled(suspect, subject, declared));
  }

  /** Every path that is open or declared to be; worked out once, when somebody asks. */
  public List<Opening> all() {
    if (all.isEmpty()) {
      List<Policy> policies = Stream.concat(live.stream(), declared.stream()).distinct().toList();
      all = Optional.of(found(subject -> ruled(policies, subject, List.of())));
    }
    return all.orElseThrow();
  }

  private List<Opening> found(Function<Subject, Stream<Opening>> ruled) {
    List<Subject> judged = known.isEmpty() ? List.of(toCome) : known;
    return Stream.concat(
            judged.stream()
                .flatMap(
                    subject ->
                        Stream.of(onHostNetwork(subject), unisolated(subject), ruled.apply(subject))
                            .flatMap(Function.identity())),
            unisolated(toCome))
        .distinct()
        .toList();
  }

  /** Policies that can't select any of the pods are not even read. */
  private static List<Policy> concerned(List<NetworkPolicy> policies, LabelSelector selector) {
    return policies.stream()
        .filter(policy -> policy.getSpec() == null || isConcerned(policy.getSpec(), selector))
        .map(Policy::of)
        .toList();
  }

  private static boolean isConcerned(NetworkPolicySpec spec, LabelSelector selector) {
    return spec.getPodSelector() == null || !Selectors.disjoint(spec.getPodSelector(), selector);
  }

  private static List<Subject> known(String namespace, List<Pod> pods) {
    Map<List<Object>, Subject.Known> kinds =
        pods.stream()
            .map(pod -> new Subject.Known(new OfPod(pod, Map.of())))
            .filter(subject -> subject.pod().namespace().equals(namespace))
            .filter(subject -> !subject.pod().hasEnded())
            .collect(Collectors.toMap(Subject.Known::kind, Function.identity(), (one, _) -> one));
    return List.copyOf(kinds.values());
  }

  private static Stream<Opening> onHostNetwork(Subject subject) {
    String why = subject.name() + " is on its node's network, which few networks isolate";
    return subject.isOnHostNetwork()
        ? Arrays.stream(Direction.values()).map(direction -> open(direction, why))
        : Stream.empty();
  }

  private Stream<Opening> unisolated(Subject subject) {
    return Arrays.stream(Direction.values())
        .filter(direction -> selecting(live, direction, subject).findAny().isEmpty())
        .map(
            direction ->
                open(
                    direction,
                    "no NetworkPolicy isolates " + direction.field() + " of " + subject.name()));
  }

  private static Opening open(Direction direction, String why) {
    return new Opening(direction, why, new PeerSet.Everybody(), Ports.ALL);
  }

  private static Stream<Opening> ruled(
      List<Policy> policies, Subject subject, List<Policy> declared) {
    return Arrays.stream(Direction.values())
        .flatMap(direction -> ruled(direction, policies, subject, declared));
  }

  private static Stream<Opening> ruled(
      Direction direction, List<Policy> policies, Subject subject, List<Policy> declared) {
    List<Grant> allowed =
        selecting(declared, direction, subject)
            .flatMap(policy -> policy.rules(direction).stream())
            .flatMap(rule -> Grant.of(rule, subject.resolve(direction, rule.ports())))
            .toList();
    return selecting(policies, direction, subject)
        .flatMap(policy -> policy.rules(direction).stream())
        .flatMap(rule -> beyond(direction, subject, rule, allowed));
  }

  private static Stream<Opening> beyond(
      Direction direction, Subject subject, Policy.Rule rule, List<Grant> allowed) {
    return Grant.of(rule, subject.resolve(direction, rule.ports()))
        .flatMap(grant -> grant.minus(allowed).stream())
        .filter(grant -> !grant.ports().isEmpty())
        .map(grant -> new Opening(direction, rule.where(), grant.peer(), grant.ports()));
  }

  private static Stream<Policy> selecting(
      List<Policy> policies, Direction direction, Subject subject) {
    return policies.stream()
        .filter(policy -> policy.isolates(direction))
        .filter(policy -> subject.isSelectedBy(policy.pods()));
  }
}

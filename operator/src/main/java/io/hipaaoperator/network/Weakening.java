package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a policy as it is protects less than the policy that was applied. */
public final class Weakening {
  private Weakening() {}

  /**
   * Whether what is there weakens security beside what should be. One of them may be missing.
   *
   * @param desired the policy that should be there
   * @param live the policy that is there
   */
  public static boolean weakens(Optional<NetworkPolicy> desired, Optional<NetworkPolicy> live) {
    Optional<Policy> wanted = desired.map(Policy::of);
    Optional<Policy> found = live.map(Policy::of);
    return Arrays.stream(Direction.values())
        .anyMatch(
            direction ->
                isolatesLess(direction, wanted, found) || admitsMore(direction, wanted, found));
  }

  /** A policy without rules is what isolates; one with rules leaves that to it. */
  private static boolean isolatesLess(
      Direction direction, Optional<Policy> wanted, Optional<Policy> found) {
    return wanted.filter(policy -> isDeny(policy, direction)).isPresent()
        && found
            .filter(policy -> policy.isolates(direction))
            .filter(policy -> Selectors.covers(policy.pods(), wanted.get().pods()))
            .isEmpty();
  }

  private static boolean isDeny(Policy policy, Direction direction) {
    return policy.isolates(direction)
        && Arrays.stream(Direction.values()).allMatch(any -> policy.rules(any).isEmpty());
  }

  private static boolean admitsMore(
      Direction direction, Optional<Policy> wanted, Optional<Policy> found) {
    List<Grant> present = found.map(policy -> grants(policy, direction)).orElse(List.of());
    List<Grant> allowed =
        wanted
            .filter(policy -> found.filter(other -> appliesWherever(policy, other)).isPresent())
            .map(policy -> grants(policy, direction))
            .orElse(List.of());
    return present.stream().anyMatch(grant -> !grant.minus(allowed).isEmpty());
  }

  private static boolean appliesWherever(Policy wanted, Policy found) {
    return Selectors.covers(wanted.pods(), found.pods());
  }

  private static List<Grant> grants(Policy policy, Direction direction) {
    return policy.rules(direction).stream().flatMap(rule -> Grant.of(rule, rule.ports())).toList();
  }
}

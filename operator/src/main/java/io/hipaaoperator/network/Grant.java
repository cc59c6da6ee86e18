package io.hipaaoperator.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Peers and the ports on which they are admitted.
 *
 * @param peer whom
 * @param ports on which ports
 */
record Grant(PeerSet peer, Ports ports) {

  /** What a rule grants. */
  static Stream<Grant> of(Policy.Rule rule, Ports ports) {
    return rule.peers().stream().map(peer -> new Grant(peer, ports));
  }

  /** What is granted here and by none of the others. */
  List<Grant> minus(List<Grant> others) {
    List<Grant> rest = List.of(this);
    for (Grant other : others) {
      rest = rest.stream().flatMap(grant -> grant.minus(other)).toList();
    }
    return rest;
  }

  private Stream<Grant> minus(Grant other) {
    return Stream.of(
            peer.minus(other.peer).map(rest -> new Grant(rest, ports)),
            peer.within(other.peer).map(part -> new Grant(part, ports.minus(other.ports))))
        .flatMap(Optional::stream)
        .filter(grant -> !grant.ports.isEmpty());
  }
}

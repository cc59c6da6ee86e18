package io.hipaaoperator.network;

import io.hipaaoperator.network.Endpoint.OfPod;
import java.util.stream.Stream;

/**
 * What one side of a connection lets through.
 *
 * @param ports ports of the destination
 * @param certain whether every network that follows the API does
 * @param why what lets it through
 */
record Passage(Ports ports, boolean certain, String why) {

  /** Every port. */
  static Passage open(String why) {
    return new Passage(Ports.ALL, true, why);
  }

  /** What a rule lets through to a destination, on which named ports are looked up. */
  static Stream<Passage> through(Policy.Rule rule, boolean certain, Endpoint to) {
    Ports bound =
        rule.ports().resolved(name -> to instanceof OfPod pod ? pod.named(name) : Ports.NONE);
    Ports perhaps =
        rule.ports()
            .resolved(name -> to instanceof OfPod pod ? pod.namedBySidecars(name) : Ports.NONE)
            .minus(bound);
    return Stream.of(
            new Passage(bound, certain, rule.where()),
            new Passage(perhaps, false, rule.where() + " names a port of a native sidecar"))
        .filter(passage -> !passage.ports().isEmpty());
  }

  /** The way out through this and in through the other. */
  Path then(Passage entry) {
    return new Path(ports.intersection(entry.ports), certain && entry.certain, why, entry.why);
  }
}

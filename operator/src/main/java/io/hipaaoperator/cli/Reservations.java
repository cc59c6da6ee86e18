package io.hipaaoperator.cli;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.HandMadeEndpoints;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.workload.Snapshot;
import java.util.List;
import java.util.stream.Stream;

/** What a table of who can reach whom does not take into account. */
final class Reservations {
  private Reservations() {}

  /** Sentences; none where all that is there was looked at. */
  static List<String> of(Snapshot cluster) {
    return Stream.of(
            otherPolicies(cluster.otherPolicies()),
            cluster.routes().doubts(cluster.services()).stream(),
            handMade(cluster))
        .flatMap(sentences -> sentences)
        .distinct()
        .toList();
  }

  private static Stream<String> otherPolicies(Fact<List<OtherPolicy>> policies) {
    return switch (policies) {
      case Fact.Known<List<OtherPolicy>>(var all) -> all.stream().map(OtherPolicy::toString);
      case Fact.Unreachable<List<OtherPolicy>>(String why, _) -> Stream.of(why);
    };
  }

  private static Stream<String> handMade(Snapshot cluster) {
    return cluster.endpoints().stream()
        .flatMap(slice -> HandMadeEndpoints.of(slice, cluster.services()).stream())
        .filter(endpoints -> cluster.isExposed(endpoints.service()))
        .map(Reservations::writtenDown);
  }

  private static String writtenDown(HandMadeEndpoints endpoints) {
    var service = endpoints.service().getMetadata();
    return "Service %s/%s is exposed and leads to addresses that were written down"
        .formatted(service.getNamespace(), service.getName());
  }
}

package io.hipaaoperator.cli;

import io.hipaaoperator.control.Fact;
import io.hipaaoperator.network.OtherPolicy;
import io.hipaaoperator.network.Route;
import io.hipaaoperator.workload.Snapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a table of who can reach whom does not take into account. */
final class Reservations {
  private Reservations() {}

  /** Sentences; none where all that is there was looked at. */
  static List<String> of(Snapshot cluster) {
    return Stream.concat(
            sentences(cluster.otherPolicies(), all -> all.stream().map(OtherPolicy::toString)),
            sentences(cluster.routes(), all -> all.stream().flatMap(Reservations::unfollowed)))
        .distinct()
        .toList();
  }

  private static Stream<String> unfollowed(Route route) {
    return route.isFollowed() ? Stream.empty() : Stream.of(route.unfollowed());
  }

  private static <T> Stream<String> sentences(
      Fact<List<T>> fact, Function<List<T>, Stream<String>> doubts) {
    return switch (fact) {
      case Fact.Known<List<T>>(var all) -> doubts.apply(all);
      case Fact.Unreachable<List<T>>(String why, _) -> Stream.of(why);
    };
  }
}

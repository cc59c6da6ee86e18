package io.hipaaoperator.network;

import io.fabric8.kubernetes.api.model.Service;
import io.hipaaoperator.control.Fact;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways into the cluster that Ingresses and routes of Gateways declare. What could not be read
 * takes nothing away from what was.
 *
 * @param known those that are known
 * @param unread why there may be more; nothing where there are no more
 */
public record Routes(List<Route> known, List<String> unread) {
  /** No ways in. */
  public static final Routes NONE = new Routes(List.of(), List.of());

  public Routes {
    known = List.copyOf(known);
    unread = List.copyOf(unread);
  }

  /** These, and no others. */
  public static Routes of(List<Route> all) {
    return new Routes(all, List.of());
  }

  /** Those that were read, or none and why. */
  public static Routes of(Fact<List<Route>> read) {
    return switch (read) {
      case Fact.Known<List<Route>>(var all) -> of(all);
      case Fact.Unreachable<List<Route>>(String why, _) -> new Routes(List.of(), List.of(why));
    };
  }

  /** These and others. */
  public Routes and(Routes others) {
    return new Routes(union(known, others.known), union(unread, others.unread));
  }

  private static <T> List<T> union(List<T> one, List<T> other) {
    return Stream.of(one, other).flatMap(List::stream).distinct().toList();
  }

  /** Those of them that lead into a namespace. */
  public Routes into(String namespace) {
    return new Routes(
        known.stream().filter(route -> route.backend().namespace().equals(namespace)).toList(),
        unread);
  }

  /** Sentences on what these may lead to and is not known. */
  public List<String> doubts(Collection<Service> services) {
    Stream<String> others =
        known.stream().filter(route -> !route.isFollowed()).map(Route::unfollowed);
    Stream<String> names =
        services.stream()
            .filter(Exposure::isAnotherName)
            .flatMap(name -> known.stream().filter(route -> route.leadsTo(name)))
            .map(Route::renamed);
    return Stream.of(unread.stream(), others, names)
        .flatMap(sentences -> sentences)
        .distinct()
        .sorted()
        .toList();
  }
}

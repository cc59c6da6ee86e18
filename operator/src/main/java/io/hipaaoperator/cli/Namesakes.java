package io.hipaaoperator.cli;

import io.hipaaoperator.network.Endpoint.OfPod;
import io.hipaaoperator.network.Groups.Group;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups of one name and several kinds, such as a Deployment and a CronJob.
 *
 * @param names the names that they share
 */
record Namesakes(Set<String> names) {

  static Namesakes among(Stream<Group> groups) {
    return new Namesakes(
        groups
            .collect(
                Collectors.groupingBy(
                    Group::name, Collectors.mapping(Namesakes::kind, Collectors.toSet())))
            .entrySet()
            .stream()
            .filter(kinds -> kinds.getValue().size() > 1)
            .map(kinds -> kinds.getKey())
            .collect(Collectors.toSet()));
  }

  /** A group with its kind in its name, where the name alone would be another's as well. */
  Group apart(Group group) {
    return names.contains(group.name())
        ? group.named(group.name() + " (" + kind(group) + ")")
        : group;
  }

  private static String kind(Group group) {
    return group.endpoint() instanceof OfPod pod ? pod.controllerKind() : "";
  }
}

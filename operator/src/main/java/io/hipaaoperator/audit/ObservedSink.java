package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.Group;
import java.util.Map;
import java.util.Optional;

/**
 * A log group as AWS has it, read once.
 *
 * @param group the group itself; empty where there is none
 * @param tags its tags
 * @param dataProtection what is masked in its events, as JSON
 */
record ObservedSink(
    Optional<Group> group,
    Answer<Map<String, String>> tags,
    Answer<Optional<String>> dataProtection) {
  private static final ObservedSink NONE =
      new ObservedSink(Optional.empty(), Answer.known(Map.of()), Answer.known(Optional.empty()));

  /** Reads all there is to know of the group of this name. */
  static Answer<ObservedSink> read(LogGroups groups, String name) {
    return groups
        .list(name)
        .map(all -> all.stream().filter(group -> group.name().equals(name)).findFirst())
        .map(found -> found.map(group -> read(groups, group)).orElse(NONE));
  }

  private static ObservedSink read(LogGroups groups, Group group) {
    return new ObservedSink(
        Optional.of(group), groups.tags(group.arn()), groups.dataProtection(group.name()));
  }
}

package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A log group as AWS has it, and what belongs to it, read once.
 *
 * @param group the group itself; empty where there is none
 * @param tags its tags
 * @param parts what belongs to it
 */
record ObservedSink(Optional<Group> group, Answer<Map<String, String>> tags, List<SinkPart> parts) {
  private static final ObservedSink NONE =
      new ObservedSink(Optional.empty(), Answer.known(Map.of()), List.of());

  ObservedSink {
    parts = List.copyOf(parts);
  }

  /** Reads all there is to know of what is declared. */
  static Answer<ObservedSink> read(Services services, DeclaredSink declared) {
    LogGroups groups = services.logs().groups();
    return groups
        .list(declared.group())
        .map(all -> all.stream().filter(group -> group.name().equals(declared.group())).findFirst())
        .map(found -> found.map(group -> read(services, declared, group)).orElse(NONE));
  }

  private static ObservedSink read(Services services, DeclaredSink declared, Group group) {
    return new ObservedSink(
        Optional.of(group),
        services.logs().groups().tags(group.arn()),
        new SinkParts(services, declared, group).read());
  }
}

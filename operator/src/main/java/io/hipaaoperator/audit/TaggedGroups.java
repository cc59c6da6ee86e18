package io.hipaaoperator.audit;

import io.hipaaoperator.api.LogGroupDiscovery.Tag;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.Tags;
import io.hipaaoperator.aws.Tags.Query;
import io.hipaaoperator.aws.Tags.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Log groups that have a tag. AWS's index of tags only says where to look: each group is asked
 * itself.
 *
 * @param pinned name of the group that was found earlier, which the index may not show just now
 */
record TaggedGroups(Services services, Tag tag, Optional<String> pinned) {

  /** Groups that may have it, of any name, as AWS orders them. */
  Answer<List<Group>> shown() {
    return services
        .tags()
        .shown(new Query(List.of(Tags.LOG_GROUPS), tag.key(), tag.value()))
        .then(all -> named(names(all.keySet().stream())));
  }

  private List<String> names(Stream<String> arns) {
    return Stream.concat(arns.map(LogGroups::name), pinned.stream()).distinct().sorted().toList();
  }

  /** Those that are there; the index may show one that is gone. */
  private Answer<List<Group>> named(List<String> names) {
    List<Group> found = new ArrayList<>();
    for (String name : names) {
      Answer<Optional<Group>> answer = services.logs().groups().find(name);
      if (!(answer instanceof Answer.Known<Optional<Group>>(Optional<Group> group))) {
        return answer.map(_ -> List.of());
      }
      group.ifPresent(found::add);
    }
    return Answer.known(List.copyOf(found));
  }

  /**
   * Names of those of these groups that have it. One that could not be asked for its tags may be
   * another match: then nothing is known.
   */
  Answer<List<String>> of(List<Group> groups) {
    List<String> names = new ArrayList<>();
    for (Group group : groups) {
      Answer<Map<String, String>> answer = tags(group);
      if (!(answer instanceof Answer.Known<Map<String, String>>(Map<String, String> tags))) {
        return answer.map(_ -> List.of());
      }
      if (tag.value().equals(tags.get(tag.key()))) {
        names.add(group.name());
      }
    }
    return Answer.known(List.copyOf(names));
  }

  /** Before one is taken over no memory is believed. */
  private Answer<Map<String, String>> tags(Group group) {
    LogGroups groups = services.logs().groups();
    return pinned.isEmpty()
        ? groups.asOfNow().tags(group.arn())
        : services
            .tags()
            .of(new Thing(group.arn(), group.created(), Map.of()), () -> groups.tags(group.arn()));
  }
}

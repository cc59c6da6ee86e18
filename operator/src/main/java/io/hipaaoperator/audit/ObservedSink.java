package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.aws.Tags.Thing;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.external.OwnTags;
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

  /** Reads what there is to know of a group that was found, or not. */
  static ObservedSink read(Services services, DeclaredSink declared, Optional<Group> found) {
    return found
        .map(
            group ->
                new ObservedSink(
                    found,
                    tags(services, declared, group),
                    new SinkParts(services, declared, group).read()))
        .orElse(NONE);
  }

  private static Answer<Map<String, String>> tags(
      Services services, DeclaredSink declared, Group group) {
    return services
        .tags()
        .of(
            new Thing(group.arn(), group.created(), declared.tags().all()),
            () -> services.logs().groups().tags(group.arn()));
  }

  /** Whether the group carries this uid. */
  boolean isOf(String uid) {
    return tags.answered().filter(known -> uid.equals(known.get(OwnTags.UID))).isPresent();
  }

  /** What it tells, to judge by, and what is known without it. */
  Facts facts(Facts known) {
    Facts facts = known.with(AuditFacts.LOG_GROUP, group);
    for (SinkPart part : parts) {
      facts = part.with(facts);
    }
    return facts;
  }
}

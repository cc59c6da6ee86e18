package io.hipaaoperator.audit;

import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.OwnTags;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose a log group is that has the declared name: a group of somebody else is not touched. */
final class GroupOwner {
  private static final String TAKEN = "LogGroupTaken";

  private GroupOwner() {}

  /**
   * Why the group is not ours; empty where it is.
   *
   * @param bound ARN of the group that was ours when it was last seen
   */
  static Optional<Obstacle> objection(
      DeclaredSink declared,
      Group group,
      Answer<Map<String, String>> tags,
      @Nullable String bound) {
    if (group.arn().equals(bound)) {
      return Optional.empty();
    }
    return switch (tags) {
      case Answer.Known<Map<String, String>>(Map<String, String> known) ->
          objection(declared, Optional.ofNullable(known.get(OwnTags.UID)));
      case Answer<Map<String, String>> failed -> Optional.of(Obstacle.unknown(failed));
    };
  }

  private static Optional<Obstacle> objection(DeclaredSink declared, Optional<String> owner) {
    if (owner.isPresent()) {
      return owner
          .filter(uid -> !uid.equals(declared.uid()))
          .map(_ -> taken(declared, " was made for another AuditSink"));
    }
    return declared.spec().logGroup().adopts()
        ? Optional.empty()
        : Optional.of(
            taken(declared, " was not made for this resource; spec.logGroup.adopt takes it over"));
  }

  private static Obstacle taken(DeclaredSink declared, String why) {
    return Obstacle.stalled(TAKEN, "spec.logGroup.name: " + declared.group() + why);
  }
}

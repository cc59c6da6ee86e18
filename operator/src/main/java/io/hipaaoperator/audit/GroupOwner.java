package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.AuditSinkStatus.Kept;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.OwnTags;
import io.hipaaoperator.external.Owners;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a log group is that has the declared name: a group of somebody else is not touched. One
 * that was made for another AuditSink is taken over only when that one is gone, as after a cluster
 * was restored, and its uid is said.
 *
 * @param owners whose a group is that several resources name
 */
record GroupOwner(AuditSink resource, DeclaredSink declared, Owners<AuditSink> owners) {

  /**
   * Whether it is the group that was ours when it was last seen. One of the same name and ARN that
   * was made at another time is another one.
   */
  static boolean isBound(AuditSinkStatus before, Group group) {
    return group.arn().equals(before.arn())
        && Optional.ofNullable(before.kept())
            .map(Kept::created)
            .filter(group.created().toString()::equals)
            .isPresent();
  }

  /** Why a group that is not bound is not ours, by its tags; empty where it is. */
  Optional<Obstacle> objection(Answer<Map<String, String>> tags) {
    return switch (tags) {
      case Answer.Known<Map<String, String>>(Map<String, String> known) ->
          objection(Optional.ofNullable(known.get(OwnTags.UID)));
      case Answer<Map<String, String>> failed -> Optional.of(Obstacle.unknown(failed));
    };
  }

  private Optional<Obstacle> objection(Optional<String> owner) {
    if (owner.equals(Optional.of(declared.uid()))) {
      return Optional.empty();
    }
    return owner
        .flatMap(owners::living)
        .map(other -> taken(" is that of the AuditSink " + other.getMetadata().getName()))
        .or(() -> owners.older(resource))
        .or(() -> owner.map(this::left).orElseGet(this::foreign));
  }

  /** A group of a resource that is gone from this cluster. */
  private Optional<Obstacle> left(String uid) {
    return declared.spec().logGroup().predecessor().filter(uid::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            taken(
                " was made for an AuditSink of uid %s, which is not in this cluster; spec.logGroup.adoptFrom: %s takes it over"
                    .formatted(uid, uid)));
  }

  private Optional<Obstacle> foreign() {
    return declared.spec().logGroup().adopts()
        ? Optional.empty()
        : Optional.of(taken(" was not made for this resource; spec.logGroup.adopt takes it over"));
  }

  private Obstacle taken(String why) {
    return Obstacle.stalled(SinkOwners.TAKEN, "spec.logGroup.name: " + declared.group() + why);
  }
}

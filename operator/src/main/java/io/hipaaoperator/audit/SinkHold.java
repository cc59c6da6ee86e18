package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.external.Obstacle;
import io.hipaaoperator.external.Owners;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Gets hold of the log group of a resource, unless it is that of somebody else.
 *
 * @param owners whose a group is that several resources name
 * @param makes whether a group may be made
 */
record SinkHold(Services services, Owners<AuditSink> owners, boolean makes) {
  /** What the group waits for tells when it comes; this is in case it does not. */
  private static final Duration UNTIL_KEY = Duration.ofMinutes(5);

  /** What was seen, or why nothing was. */
  record Held(Optional<ObservedSink> seen, Optional<Obstacle> obstacle) {
    private static Held of(ObservedSink seen) {
      return new Held(Optional.of(seen), Optional.empty());
    }

    private static Held none(Obstacle obstacle) {
      return new Held(Optional.empty(), Optional.of(obstacle));
    }
  }

  /** Looks for it. */
  Held of(AuditSink resource, DeclaredSink declared) {
    AuditSinkStatus before = Objects.requireNonNullElse(resource.getStatus(), AuditSinkStatus.NONE);
    if (before.arn() != null && !services.region().equals(before.region())) {
      return Held.none(elsewhere(before));
    }
    return switch (services.logs().groups().find(declared.group())) {
      case Answer.Known<Optional<Group>>(Optional<Group> found) ->
          found
              .flatMap(group -> notOurs(resource, declared, before, group))
              .or(() -> found.isPresent() ? Optional.empty() : unmade(resource, declared, before))
              .map(Held::none)
              .orElseGet(() -> Held.of(ObservedSink.read(services, declared, found)));
      case Answer<Optional<Group>> failed -> Held.none(Obstacle.unknown(failed));
    };
  }

  private Obstacle elsewhere(AuditSinkStatus before) {
    return Obstacle.stalled(
        "OtherRegion",
        "the log group is in %s, the operator in %s".formatted(before.region(), services.region()));
  }

  private Optional<Obstacle> notOurs(
      AuditSink resource, DeclaredSink declared, AuditSinkStatus before, Group group) {
    LogGroups now = services.logs().groups().asOfNow();
    return GroupOwner.isBound(before, group)
        ? Optional.empty()
        : new GroupOwner(resource, declared, owners).objection(now.tags(group.arn()));
  }

  /** Why no group can be made. One that somebody deleted is a deviation, and no obstacle. */
  private Optional<Obstacle> unmade(
      AuditSink resource, DeclaredSink declared, AuditSinkStatus before) {
    if (declared.spec().logGroup().discovery().isPresent()) {
      String none = "there is no log group " + declared.group() + " any more, and none is made";
      return Optional.of(Obstacle.waiting(GroupDiscovery.NONE, none, UNTIL_KEY));
    }
    if (!makes && before.arn() == null) {
      String none = "there is no log group " + declared.group() + ", and Observe makes none";
      return Optional.of(Obstacle.observing(none));
    }
    return owners
        .older(resource)
        .or(
            () ->
                declared
                    .key()
                    .filter(key -> !key.isUsable())
                    .map(key -> Obstacle.waiting("KeyNotReady", key.waiting(), UNTIL_KEY)));
  }
}

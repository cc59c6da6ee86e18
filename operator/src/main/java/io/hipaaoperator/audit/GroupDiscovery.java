package io.hipaaoperator.audit;

import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.AuditSinkStatus;
import io.hipaaoperator.api.LogGroupDiscovery;
import io.hipaaoperator.api.LogGroupDiscovery.Tag;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Aws.Services;
import io.hipaaoperator.aws.LogGroups.Group;
import io.hipaaoperator.external.Obstacle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the log group of a resource that does not name it. Nothing is guessed and nothing is made:
 * of several none is touched, and what was found once stays the one, whatever comes later.
 */
record GroupDiscovery(Services services, AuditSink resource, LogGroupDiscovery declared) {
  /** Reason, and type of the condition, while several match. */
  static final String AMBIGUOUS = "TargetAmbiguous";

  /** Reason while none does. */
  static final String NONE = "TargetNotFound";

  private static final Duration UNTIL_THERE = Duration.ofMinutes(5);
  private static final int NAMED = 5;

  /**
   * What was found.
   *
   * @param resource the resource; where its group is known, with its name
   * @param obstacle why it is not known
   * @param ambiguity what matches as well, for people
   */
  record Found(AuditSink resource, Optional<Obstacle> obstacle, Optional<String> ambiguity) {
    private static Found none(AuditSink resource, Obstacle obstacle) {
      return new Found(resource, Optional.of(obstacle), Optional.empty());
    }

    private static Found one(AuditSink resource) {
      return new Found(resource, Optional.empty(), Optional.empty());
    }
  }

  /** The group of a resource; one that names its group has it. */
  static Found of(AuditSink resource, Services services) {
    return resource
        .getSpec()
        .logGroup()
        .discovery()
        .map(declared -> new GroupDiscovery(services, resource, declared).found())
        .orElseGet(() -> Found.one(resource));
  }

  /** The same resource, with the name of the group that was found for it earlier. */
  static AuditSink known(AuditSink resource) {
    return resource
        .getSpec()
        .logGroup()
        .discovery()
        .flatMap(_ -> pinned(resource))
        .map(name -> named(resource, name))
        .orElse(resource);
  }

  private static Optional<String> pinned(AuditSink resource) {
    return Optional.ofNullable(resource.getStatus()).map(AuditSinkStatus::logGroup);
  }

  private Found found() {
    return switch (matches()) {
      case Answer.Known<List<String>>(List<String> names) ->
          pinned(resource).map(pin -> kept(pin, names)).orElseGet(() -> first(names));
      case Answer<List<String>> failed -> Found.none(resource, Obstacle.unknown(failed));
    };
  }

  private Found first(List<String> names) {
    return switch (names.size()) {
      case 0 -> none(declared.words() + " matches no log group, and none is made");
      case 1 -> Found.one(named(resource, names.getFirst()));
      default -> {
        String words = several(names) + "; spec.logGroup.name says which it is";
        yield new Found(
            resource, Optional.of(Obstacle.stalled(AMBIGUOUS, words)), Optional.of(words));
      }
    };
  }

  private Found kept(String pin, List<String> names) {
    if (!names.contains(pin)) {
      return none(
          "%s no longer matches %s, which was found; no other is taken, and none is made"
              .formatted(declared.words(), pin));
    }
    Optional<String> more =
        Optional.of(several(names) + "; " + pin + " was found first, and stays the one")
            .filter(_ -> names.size() > 1);
    return new Found(named(resource, pin), Optional.empty(), more);
  }

  private Found none(String why) {
    return Found.none(
        resource, Obstacle.waiting(NONE, "spec.logGroup.discover: " + why, UNTIL_THERE));
  }

  private String several(List<String> names) {
    String first = String.join(", ", names.stream().limit(NAMED).toList());
    int more = names.size() - NAMED;
    return "spec.logGroup.discover: %s matches %d log groups: %s%s"
        .formatted(declared.words(), names.size(), first, more > 0 ? " and " + more + " more" : "");
  }

  /** Names of the groups that match. */
  private Answer<List<String>> matches() {
    Optional<Tag> tag = declared.tagged();
    return candidates(tag)
        .then(
            all ->
                tag.map(has -> new TaggedGroups(services, has, pinned(resource)).of(all))
                    .orElseGet(() -> Answer.known(all.stream().map(Group::name).toList())));
  }

  /** Where a tag alone says which, the index of all tags knows where to look. */
  private Answer<List<Group>> candidates(Optional<Tag> tag) {
    return tag.filter(_ -> declared.beginning().isEmpty())
        .map(has -> new TaggedGroups(services, has, pinned(resource)).shown())
        .orElseGet(() -> services.logs().groups().list(declared.beginning()));
  }

  private static AuditSink named(AuditSink resource, String group) {
    AuditSink named = new AuditSink();
    named.setMetadata(resource.getMetadata());
    named.setSpec(resource.getSpec().of(group));
    named.setStatus(resource.getStatus());
    return named;
  }
}

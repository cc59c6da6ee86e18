package io.hipaaoperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.Optional;

/** Conditions as all statuses have them. */
public final class StatusConditions {
  /** When nobody had looked yet: the time in the schema's default. */
  private static final String NEVER = "1970-01-01T00:00:00Z";

  private static final int LONGEST = 1024;

  private StatusConditions() {}

  /**
   * A condition without its time; a long message is cut.
   *
   * @param generation of the spec that it speaks of
   */
  public static Condition of(
      String type, String status, String reason, String message, long generation) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…")
        .withObservedGeneration(generation)
        .build();
  }

  /** The one of a type. */
  public static Optional<Condition> find(String type, List<Condition> conditions) {
    return conditions.stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** The condition with the time of its last change of status, which an unchanged status keeps. */
  public static Condition stamped(Condition next, List<Condition> before, String now) {
    String since =
        find(next.getType(), before)
            .filter(old -> old.getStatus().equals(next.getStatus()))
            .map(Condition::getLastTransitionTime)
            .filter(time -> !NEVER.equals(time))
            .orElse(now);
    return new ConditionBuilder(next).withLastTransitionTime(since).build();
  }
}

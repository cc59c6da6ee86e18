package io.hipaaoperator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;

/** When a condition last turned: an unchanged one keeps its time. */
public final class Stamp {
  /** When nobody had looked yet: the time in the schema's default. */
  private static final String NEVER = "1970-01-01T00:00:00Z";

  private Stamp() {}

  /** The condition with the time of its last change of status. */
  public static Condition stamped(Condition next, List<Condition> before, String now) {
    String since =
        before.stream()
            .filter(old -> old.getType().equals(next.getType()))
            .filter(old -> old.getStatus().equals(next.getStatus()))
            .map(Condition::getLastTransitionTime)
            .filter(time -> !NEVER.equals(time))
            .findFirst()
            .orElse(now);
    return new ConditionBuilder(next).withLastTransitionTime(since).build();
  }
}

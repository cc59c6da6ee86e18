package io.hipaaoperator.external;

import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.kube.Refusal;
import io.hipaaoperator.status.DriftEntry;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why the children of a resource are not as they should be.
 *
 * @param ready status of the condition Ready
 * @param reason one word that stays the same
 * @param message for people
 */
record ChildTrouble(String ready, String reason, String message) {
  private static final String CONFLICT = "NameConflict";

  /** What is wrong with them first of all; empty where nothing is. */
  static Optional<ChildTrouble> of(ChildPass pass) {
    if (!pass.unread().isEmpty()) {
      return trouble("Unknown", "NotReadable", String.join("; ", pass.unread()));
    }
    if (!pass.foreign().isEmpty()) {
      return trouble(
          "False",
          CONFLICT,
          "not made by this resource, left alone: " + String.join(", ", pass.foreign()));
    }
    if (!pass.refusals().isEmpty()) {
      return trouble("False", Refusal.reason(pass.refusals()), Refusal.words(pass.refusals()));
    }
    return pass.standing().isEmpty()
        ? Optional.empty()
        : trouble("False", "DriftRecurs", recurring(pass));
  }

  private static Optional<ChildTrouble> trouble(String ready, String reason, String message) {
    return Optional.of(new ChildTrouble(ready, reason, message));
  }

  private static String recurring(ChildPass pass) {
    return pass.recurring().stream()
        .map(drift -> DriftEntry.deed(drift) + " again and again; put back after growing pauses")
        .collect(Collectors.joining("; "));
  }

  /** Whether only a person can mend it. */
  boolean isStalled() {
    return reason.equals(CONFLICT);
  }
}

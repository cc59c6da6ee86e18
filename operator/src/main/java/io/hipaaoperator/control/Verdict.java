package io.hipaaoperator.control;

import java.util.Collection;
import java.util.List;

/** What a check concluded, and what it rests on. Unknown is never compliant. */
public sealed interface Verdict {

  /** Sentences for people, without PHI or secret values. */
  List<String> evidence();

  /** The control holds. */
  record Compliant(List<String> evidence) implements Verdict {
    public Compliant {
      evidence = List.copyOf(evidence);
    }
  }

  /** The control does not hold. */
  record Violated(List<String> evidence) implements Verdict {
    public Violated {
      evidence = List.copyOf(evidence);
    }
  }

  /** It is not known whether the control holds. */
  record Undetermined(List<String> evidence) implements Verdict {
    public Undetermined {
      evidence = List.copyOf(evidence);
    }
  }

  /** Compliant, for this reason. */
  static Verdict compliant(String why) {
    return new Compliant(List.of(why));
  }

  /** Violated, for this reason. */
  static Verdict violated(String why) {
    return new Violated(List.of(why));
  }

  /** Undetermined, for this reason. */
  static Verdict undetermined(String why) {
    return new Undetermined(List.of(why));
  }

  /**
   * One verdict from the verdicts on parts: the worst of them, with the evidence of that rank. No
   * parts are no evidence, so undetermined.
   */
  static Verdict worst(Collection<Verdict> parts) {
    if (has(parts, Violated.class)) {
      return new Violated(evidence(parts, Violated.class));
    }
    if (has(parts, Undetermined.class) || parts.isEmpty()) {
      return new Undetermined(evidence(parts, Undetermined.class));
    }
    return new Compliant(evidence(parts, Compliant.class));
  }

  private static boolean has(Collection<Verdict> parts, Class<?> rank) {
    return parts.stream().anyMatch(rank::isInstance);
  }

  private static List<String> evidence(Collection<Verdict> parts, Class<?> rank) {
    return parts.stream()
        .filter(rank::isInstance)
        .flatMap(part -> part.evidence().stream())
        .distinct()
        .toList();
  }
}

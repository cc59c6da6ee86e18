package io.hipaaoperator.drift;

import java.util.List;

/**
 * How one live child compares with what is desired.
 *
 * @param drifts deviations, each with who did it
 * @param outdated fields that differ because the desired state is newer than the last apply
 */
public record ChildState(List<Drift> drifts, List<FieldPath> outdated) {

  public ChildState {
    drifts = List.copyOf(drifts);
    outdated = List.copyOf(outdated);
  }

  /** Whether nothing is to be written. */
  public boolean converged() {
    return drifts.isEmpty() && outdated.isEmpty();
  }

  /** Fields that only a removal can undo, since server-side apply does not see them. */
  public List<FieldPath> additions() {
    return drifts.stream()
        .filter(drift -> drift.type() == Drift.Type.Added)
        .map(Drift::path)
        .distinct()
        .toList();
  }
}

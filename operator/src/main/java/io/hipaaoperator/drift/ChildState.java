package io.hipaaoperator.drift;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one live child compares with what is desired.
 *
 * @param drifts deviations, each with who did it
 * @param outdated fields that differ because the desired state is newer than the last apply
 */
public record ChildState(List<Drift> drifts, List<FieldPath> outdated) {

  private static final FieldPath METADATA = FieldPath.ROOT.child("metadata");

  public ChildState {
    drifts = List.copyOf(drifts);
    outdated = List.copyOf(outdated);
  }

  /** Whether nothing is to be written. */
  public boolean converged() {
    return drifts.isEmpty() && outdated.isEmpty();
  }

  /** Whether its labels, annotations and owners are all that deviates. */
  public boolean isOfMetadataAlone() {
    return Stream.concat(drifts.stream().map(Drift::path), outdated.stream())
        .allMatch(path -> path.within(METADATA));
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

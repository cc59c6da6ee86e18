package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The children that a status shows.
 *
 * @param family whose children
 * @param before those that the status showed so far
 * @param entry how one is shown
 */
public record Inventory(Family family, List<Child> before, Function<HasMetadata, Child> entry) {
  public Inventory {
    before = List.copyOf(before);
  }

  /**
   * What is there now; and what was there and should be, so that the next pass knows that it was
   * deleted: while we wrote, or long ago and nobody could or should put it back.
   *
   * @param desired children as they should be
   * @param there what was there before the writes
   * @param now what is there after them
   */
  public List<Child> after(
      List<HasMetadata> desired,
      List<? extends HasMetadata> there,
      List<? extends HasMetadata> now) {
    Map<String, Child> byName = new TreeMap<>();
    desired.stream()
        .filter(child -> was(child, there))
        .forEach(child -> byName.put(family.name(child), entry.apply(child)));
    present(now).forEach(child -> byName.put(family.name(child), entry.apply(child)));
    return List.copyOf(byName.values());
  }

  private boolean was(HasMetadata child, List<? extends HasMetadata> there) {
    return before.stream().anyMatch(known -> known.isOf(child))
        || present(there).anyMatch(one -> family.name(one).equals(family.name(child)));
  }

  private Stream<? extends HasMetadata> present(List<? extends HasMetadata> objects) {
    return objects.stream().filter(object -> Kinship.isChild(object, family, before));
  }
}

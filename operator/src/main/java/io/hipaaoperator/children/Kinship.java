package io.hipaaoperator.children;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whose an object is. */
public final class Kinship {
  private Kinship() {}

  /** Whether the resource is its controller. */
  static boolean isControlled(HasMetadata object, Family by) {
    return controllers(object)
        .mapToObj(references(object)::get)
        .anyMatch(owner -> by.uid().equals(owner.getUid()));
  }

  /** Whether we have applied it, as far as the record of who did what tells. */
  public static boolean isApplied(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .anyMatch(e -> Api.MANAGER.equals(e.getManager()) && "Apply".equals(e.getOperation()));
  }

  /**
   * Whether it was made for a resource: by our mark on it and the resource's, or by its uid, which
   * nobody can wipe off.
   *
   * @param known children that were there when the resource's status was last written
   */
  public static boolean isChild(HasMetadata object, Family of, List<Child> known) {
    return isKnown(object, of, known) || (of.owns(object) && isApplied(object));
  }

  /**
   * Whether an object is or was a child, by its owner or as a status knows it.
   *
   * @param states the object as it was, and as it is
   * @param uid of the resource
   * @param known children that were there when the resource's status was last written
   */
  public static boolean concerns(
      List<? extends HasMetadata> states, String uid, List<Child> known) {
    return states.stream()
        .anyMatch(
            state ->
                references(state).stream().anyMatch(owner -> uid.equals(owner.getUid()))
                    || known.stream().anyMatch(child -> child.isOf(state)));
  }

  /** Whether it is one of these and bears a name of the resource's children. */
  public static boolean isKnown(HasMetadata object, Family of, List<Child> known) {
    var metadata = object.getMetadata();
    return metadata.getUid() != null
        && of.bearsName(object)
        && known.stream()
            .filter(child -> child.name().equals(metadata.getName()))
            .anyMatch(child -> metadata.getUid().equals(child.uid()));
  }

  /** JSON pointers of the controllers that somebody put in the resource's place. */
  static Stream<String> usurpers(HasMetadata object, Family of) {
    return controllers(object)
        .filter(i -> !of.uid().equals(references(object).get(i).getUid()))
        .mapToObj(i -> "/metadata/ownerReferences/" + i);
  }

  private static IntStream controllers(HasMetadata object) {
    List<OwnerReference> owners = references(object);
    return IntStream.range(0, owners.size())
        .filter(i -> Boolean.TRUE.equals(owners.get(i).getController()));
  }

  private static List<OwnerReference> references(HasMetadata object) {
    return object.getMetadata().getOwnerReferences();
  }
}

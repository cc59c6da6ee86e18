package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.hipaaoperator.api.Api;
import io.hipaaoperator.api.PhiWorkload;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whose an object is. */
final class Owners {
  private Owners() {}

  /**
   * Names of the PhiWorkloads whose child it may be: by its owner references, and by its own name,
   * which nobody can cut off. Both are claims, to be checked by what the workload declares; a
   * manifest on disk may leave out what the API server requires.
   */
  static Stream<String> claimed(HasMetadata object) {
    return Stream.concat(
        references(object).stream()
            .filter(owner -> PhiWorkload.class.getSimpleName().equals(owner.getKind()))
            .flatMap(owner -> Stream.ofNullable(owner.getName())),
        IsolationPolicies.workload(object.getMetadata().getName()).stream());
  }

  /** Whether the workload is its controller. */
  static boolean isControlled(HasMetadata object, Workload by) {
    return controllers(object)
        .mapToObj(references(object)::get)
        .anyMatch(owner -> by.uid().equals(owner.getUid()));
  }

  /** Whether we have applied it, as far as the record of who did what tells. */
  static boolean isApplied(HasMetadata object) {
    return object.getMetadata().getManagedFields().stream()
        .anyMatch(e -> Api.MANAGER.equals(e.getManager()) && "Apply".equals(e.getOperation()));
  }

  /**
   * Whether it was made for a workload: by our mark on it and the workload's, or by its uid, which
   * nobody can wipe off.
   *
   * @param known children that were there when the workload's status was last written
   */
  static boolean isChild(HasMetadata object, Workload of, List<Child> known) {
    return isKnown(object, of, known) || (isControlled(object, of) && isApplied(object));
  }

  /** Whether it is one of these and bears a name of the workload's children, which can't change. */
  static boolean isKnown(HasMetadata object, Workload of, List<Child> known) {
    var metadata = object.getMetadata();
    return metadata.getUid() != null
        && IsolationPolicies.workload(metadata.getName()).filter(of.name()::equals).isPresent()
        && known.stream()
            .filter(child -> child.name().equals(metadata.getName()))
            .anyMatch(child -> metadata.getUid().equals(child.uid()));
  }

  /** JSON pointers of the controllers that somebody put in the workload's place. */
  static Stream<String> usurpers(HasMetadata object, Workload of) {
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

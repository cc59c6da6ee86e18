package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.hipaaoperator.api.PhiWorkload;
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

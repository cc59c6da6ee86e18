package io.hipaaoperator.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkload;
import java.util.stream.Stream;

/** Whose a policy may be. */
final class Owners {
  private Owners() {}

  /**
   * Names of the PhiWorkloads whose child it may be: by its owner references, and by its own name,
   * which nobody can cut off. Both are claims, to be checked by what the workload declares; a
   * manifest on disk may leave out what the API server requires.
   */
  static Stream<String> claimed(HasMetadata object) {
    return Stream.concat(
        object.getMetadata().getOwnerReferences().stream()
            .filter(owner -> PhiWorkload.class.getSimpleName().equals(owner.getKind()))
            .flatMap(owner -> Stream.ofNullable(owner.getName())),
        IsolationPolicies.workload(object.getMetadata().getName()).stream());
  }
}

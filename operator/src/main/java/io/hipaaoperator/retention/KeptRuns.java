package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.ChildPass;
import io.hipaaoperator.children.ChildPasses;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps what runs {@code hipaa} for resources.
 *
 * @param cluster where it is
 * @param children compares and writes
 */
record KeptRuns(RetentionCluster cluster, ChildPasses children) {

  /** What should be there, given what is. */
  interface Desired {
    /** The objects. */
    List<HasMetadata> among(List<HasMetadata> there);
  }

  /**
   * One pass. Where nothing can be made any more, or what is there is not known, nothing is done.
   *
   * @param namespace of the resource
   * @param before children that were there when its status was last written
   * @param look looks for them
   */
  ChildPass over(
      String namespace,
      RetentionFamily family,
      Enforcement enforcement,
      List<Child> before,
      Supplier<List<HasMetadata>> look,
      Desired desired) {
    if (cluster.isEnding(namespace)) {
      return ChildPass.unlooked(before);
    }
    Optional<String> doubt = cluster.doubt();
    if (doubt.isPresent()) {
      return ChildPass.unread(before, doubt.get());
    }
    List<HasMetadata> there = look.get();
    return children.over(family, enforcement, before, desired.among(there), there, look);
  }
}

package io.hipaaoperator.retention;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiDatabaseSpec;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.control.Fact;
import java.util.List;
import java.util.Optional;

/** What is asked of the cluster about policies. */
public interface RetentionCluster {

  /** The PhiDatabase of this name in a namespace; empty where there is none. */
  Fact<Optional<PhiDatabaseSpec>> database(String namespace, String name);

  /**
   * Objects that are children of a policy, or bear the name of one.
   *
   * @param desired children that should be there
   * @param before children that were there
   */
  List<HasMetadata> children(DeclaredPolicy policy, List<HasMetadata> desired, List<Child> before);

  /** The runs of a policy's purge. */
  Fact<PurgeRuns> runs(DeclaredPolicy policy);

  /** Why what is said here of children is no evidence; empty where it is. */
  Optional<String> doubt();

  /** Whether a namespace is about to go, so that nothing can be made in it. */
  boolean isEnding(String namespace);
}

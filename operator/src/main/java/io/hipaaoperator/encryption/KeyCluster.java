package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.external.AllowedNamespaces;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of the cluster about the children of keys. */
public interface KeyCluster {

  /** Namespaces that may refer to a key, are not about to go, and are ours to write to. */
  Set<String> namespaces(AllowedNamespaces allowed);

  /**
   * Objects that are children of a key, or bear the name of one.
   *
   * @param desired children that should be there
   * @param before children that were there
   */
  List<HasMetadata> children(ClusterKey key, List<HasMetadata> desired, List<Child> before);

  /** What stands in these namespaces where the data key of a key is or would be, by namespace. */
  Map<String, ConfigMap> dataKeys(ClusterKey key, Collection<String> namespaces);

  /** Whether a volume or a claim is of this StorageClass. */
  boolean isUsed(String storageClass);

  /** Why what is said here is no evidence; empty where it is. */
  Optional<String> doubt();
}

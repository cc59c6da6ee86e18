package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/** What is asked of the cluster about the children of keys. */
public interface KeyCluster {

  /** Objects that are children of a key, or bear the name of one. */
  List<HasMetadata> children(ClusterKey key);

  /** Whether a volume or a claim is of this StorageClass. */
  boolean isUsed(String storageClass);

  /** Why what is said here is no evidence; empty where it is. */
  Optional<String> doubt();
}

package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.children.Family;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an EncryptionKey has in the cluster.
 *
 * @param key whose children
 * @param used whether volumes are of a StorageClass of this name
 */
record KeyFamily(ClusterKey key, Predicate<String> used) implements Family {

  @Override
  public String uid() {
    return key.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return EncryptedClass.isCalledSo(object, key);
  }

  /** What a class says of encryption can't be changed, and one that is gone makes no volume. */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return false;
  }

  /** Volumes can't be made larger once their class is gone. */
  @Override
  public boolean isInUse(HasMetadata child) {
    return child instanceof StorageClass && used.test(child.getMetadata().getName());
  }
}

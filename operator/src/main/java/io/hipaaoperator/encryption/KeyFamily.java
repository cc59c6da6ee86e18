package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
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
    return EncryptedClass.isCalledSo(object, key) || KeyConfigMap.isCalledSo(object, key);
  }

  /**
   * An application that is told of another key encrypts with that. What a class says of encryption
   * can't be changed, and what is gone leads nobody astray.
   */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return desired instanceof ConfigMap wanted
        && live.filter(there -> !wanted.getData().equals(((ConfigMap) there).getData()))
            .isPresent();
  }

  @Override
  public String name(HasMetadata child) {
    String namespace = child.getMetadata().getNamespace();
    String name = child.getMetadata().getName();
    return namespace == null ? name : namespace + "/" + name;
  }

  /** Volumes can't be made larger once their class is gone. */
  @Override
  public boolean isInUse(HasMetadata child) {
    return child instanceof StorageClass && used.test(child.getMetadata().getName());
  }
}

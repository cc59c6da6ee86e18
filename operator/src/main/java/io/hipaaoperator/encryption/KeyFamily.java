package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.DataKey;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Family;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an EncryptionKey has in the cluster.
 *
 * @param key whose children
 * @param dataKeys its data keys
 * @param used whether volumes are of a StorageClass of this name
 */
record KeyFamily(ClusterKey key, List<DataKey> dataKeys, Predicate<String> used) implements Family {

  @Override
  public String uid() {
    return key.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return EncryptedClass.isCalledSo(object, key)
        || KeyConfigMap.isCalledSo(object, key)
        || DataKeyMap.isCalledSo(object, key);
  }

  /** The ConfigMap of a data key has no owner. */
  @Override
  public boolean owns(HasMetadata object) {
    return DataKeyMap.isCalledSo(object, key) ? isKept(object) : Family.super.owns(object);
  }

  /** One with a ciphertext that nobody keeps is never overwritten, whoever made it. */
  @Override
  public boolean isOurs(HasMetadata object, List<Child> inventory) {
    return DataKeyMap.isCalledSo(object, key)
        ? isKept(object)
        : Family.super.isOurs(object, inventory);
  }

  /** Whether nothing gets lost with an object: the status has what is in it, or it is empty. */
  private boolean isKept(HasMetadata object) {
    return object instanceof ConfigMap map
        && (DataKeyMap.ciphertext(map).filter(it -> keeps(map, it)).isPresent()
                && DataKeyMap.hasNothingElse(map)
            || DataKeyMap.isMarked(map, key) && DataKeyMap.isBlank(map));
  }

  private boolean keeps(ConfigMap map, String ciphertext) {
    return dataKeys.stream()
        .filter(one -> one.namespace().equals(map.getMetadata().getNamespace()))
        .anyMatch(one -> one.keeps(ciphertext));
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

  /** Volumes can't be made larger once their class is gone, and a data key is never deleted. */
  @Override
  public boolean isInUse(HasMetadata child) {
    return DataKeyMap.isCalledSo(child, key)
        || child instanceof StorageClass && used.test(child.getMetadata().getName());
  }
}

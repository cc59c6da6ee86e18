package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.kube.RecentWrites;

/**
 * What the API server answered to our own writes of keys' children, until the watches have caught
 * up.
 *
 * @param classes StorageClasses
 * @param maps ConfigMaps
 */
public record KeyWrites(RecentWrites<StorageClass> classes, RecentWrites<ConfigMap> maps) {
  /** None yet. */
  public KeyWrites() {
    this(new RecentWrites<>(), new RecentWrites<>());
  }

  /** Keeps the answer to a write. */
  void wrote(HasMetadata answer) {
    switch (answer) {
      case StorageClass made -> classes.wrote(made);
      case ConfigMap map -> maps.wrote(map);
      default -> throw new IllegalArgumentException("no child of a key: " + answer.getKind());
    }
  }
}

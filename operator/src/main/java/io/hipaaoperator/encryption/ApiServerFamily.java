package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.hipaaoperator.children.Family;
import java.util.Optional;

/** The Secret that an EncryptionKey has for whoever runs the control plane. */
record ApiServerFamily(ClusterKey key) implements Family {

  @Override
  public String uid() {
    return key.uid();
  }

  @Override
  public boolean bearsName(HasMetadata object) {
    return ApiServerSecret.isCalledSo(object, key);
  }

  /** Another key or no encryption may be installed from it; what is gone misleads nobody. */
  @Override
  public boolean weakens(HasMetadata desired, Optional<HasMetadata> live) {
    return live.filter(there -> !((Secret) desired).getData().equals(((Secret) there).getData()))
        .isPresent();
  }

  @Override
  public String name(HasMetadata child) {
    return child.getMetadata().getNamespace() + "/" + child.getMetadata().getName();
  }
}

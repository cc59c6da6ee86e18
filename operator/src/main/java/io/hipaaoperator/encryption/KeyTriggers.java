package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import java.util.List;

/** Turns changes of what an EncryptionKey has in the cluster into looks at it. */
public final class KeyTriggers extends ExternalTriggers<EncryptionKey, EncryptionKeyStatus> {
  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public KeyTriggers(Caches caches, KeyWrites recent) {
    super("key-triggers", caches.keys());
    listen(caches.storageClasses(), recent.classes());
    listen(caches.configMaps(), recent.maps());
    caches.namespaces().onChange(this::namespaceChanged);
  }

  /** A namespace that comes, or from now on may refer to a key or no longer may. */
  private void namespaceChanged(List<Namespace> states) {
    fireWhere(
        key ->
            key.getSpec().reachesNamespaces() && AllowedNamespaces.of(key.getSpec()).turn(states));
  }
}

package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.PhiWorkloadStatus.Child;
import io.hipaaoperator.children.Kinship;
import io.hipaaoperator.external.AllowedNamespaces;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Watched;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Turns changes of what an EncryptionKey has in the cluster into looks at it. */
public final class KeyTriggers extends AbstractEventSource<HasMetadata, EncryptionKey> {
  private final Caches caches;

  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public KeyTriggers(Caches caches, KeyWrites recent) {
    super(HasMetadata.class, "key-triggers");
    this.caches = caches;
    caches.storageClasses().onChange(children(caches.storageClasses(), recent.classes()));
    caches.configMaps().onChange(children(caches.configMaps(), recent.maps()));
    caches.namespaces().onChange(this::namespaceChanged);
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(EncryptionKey primary) {
    return Set.of();
  }

  private <T extends HasMetadata> Consumer<List<T>> children(
      Watched<T> cache, RecentWrites<T> recent) {
    return states -> {
      if (!recent.isOwn(states.getLast(), cache)) {
        caches.keys().all().filter(key -> concerns(states, key)).forEach(this::fire);
      }
    };
  }

  /** A namespace that comes, or from now on may refer to a key or no longer may. */
  private void namespaceChanged(List<Namespace> states) {
    caches
        .keys()
        .all()
        .filter(key -> key.getSpec().tellsNamespaces())
        .filter(key -> AllowedNamespaces.of(key.getSpec()).turn(states))
        .forEach(this::fire);
  }

  private static boolean concerns(List<? extends HasMetadata> states, EncryptionKey key) {
    List<Child> known =
        Objects.requireNonNullElse(key.getStatus(), EncryptionKeyStatus.NONE).inventory();
    return Kinship.concerns(states, key.getMetadata().getUid(), known);
  }

  /** Before the start all are looked at anyway. */
  private void fire(EncryptionKey key) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(key)));
    }
  }
}

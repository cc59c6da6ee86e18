package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.RecentWrites;
import io.hipaaoperator.kube.Versions;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns changes of what an EncryptionKey has in the cluster into looks at it. */
public final class KeyTriggers extends AbstractEventSource<HasMetadata, EncryptionKey> {
  private final Caches caches;
  private final RecentWrites<StorageClass> recent;

  /**
   * Listens to caches.
   *
   * @param recent the answers to our own writes, which tell nothing new
   */
  public KeyTriggers(Caches caches, RecentWrites<StorageClass> recent) {
    super(HasMetadata.class, "key-triggers");
    this.caches = caches;
    this.recent = recent;
    caches.storageClasses().onChange(this::classChanged);
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(EncryptionKey primary) {
    return Set.of();
  }

  private void classChanged(List<StorageClass> states) {
    if (!isOurOwnWrite(states.getLast())) {
      caches.keys().all().filter(key -> concerns(states, key)).forEach(this::fire);
    }
  }

  /** The pass that wrote it has looked at the answer; a deletion is not an answer. */
  private boolean isOurOwnWrite(StorageClass changed) {
    Optional<StorageClass> there = caches.storageClasses().get("", changed.getMetadata().getName());
    if (there.isEmpty()) {
      recent.gone(changed);
    }
    return there
        .filter(cached -> Versions.of(cached) == Versions.of(changed))
        .filter(recent::caughtUp)
        .isPresent();
  }

  /** Whether it is or was a child: by its owner, or as the status knows it. */
  private static boolean concerns(List<? extends HasMetadata> states, EncryptionKey key) {
    return states.stream().anyMatch(state -> isOwned(state, key) || isKnown(state, key));
  }

  private static boolean isOwned(HasMetadata object, EncryptionKey by) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> by.getMetadata().getUid().equals(owner.getUid()));
  }

  private static boolean isKnown(HasMetadata object, EncryptionKey to) {
    return to.getStatus() != null
        && to.getStatus().inventory().stream().anyMatch(child -> child.isOf(object));
  }

  /** Before the start all are looked at anyway. */
  private void fire(EncryptionKey key) {
    if (isRunning()) {
      getEventHandler().handleEvent(new Event(ResourceID.fromResource(key)));
    }
  }
}

package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.AuditSink;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.PrimaryStore;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns what comes to use an EncryptionKey, or no longer does, into a look at the key. */
public final class KeyUserTriggers extends AbstractEventSource<HasMetadata, EncryptionKey> {
  private final Caches caches;

  /** The keys that each resource names, by the resource's uid. */
  private final Map<String, List<String>> named = new ConcurrentHashMap<>();

  /** StorageClasses that were seen to have volumes. */
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /** Listens to caches. */
  public KeyUserTriggers(Caches caches, PrimaryStore<AuditSink> sinks) {
    super(HasMetadata.class, "key-user-triggers");
    this.caches = caches;
    listen(caches.workloads(), KeyUsers::names);
    listen(sinks, KeyUsers::names);
    caches.volumes().onChange(of -> classes(of, pv -> pv.getSpec().getStorageClassName()));
    caches.claims().onChange(of -> classes(of, pvc -> pvc.getSpec().getStorageClassName()));
  }

  @Override
  public Set<HasMetadata> getSecondaryResources(EncryptionKey primary) {
    return Set.of();
  }

  private <T extends HasMetadata> void listen(
      PrimaryStore<T> users, Function<T, List<String>> names) {
    users.onVersion(user -> changed(user, names.apply(user)));
    users.onGone(user -> changed(user, List.of()));
  }

  private void changed(HasMetadata user, List<String> now) {
    String uid = user.getMetadata().getUid();
    List<String> before = now.isEmpty() ? named.remove(uid) : named.put(uid, now);
    different(Objects.requireNonNullElse(before, List.of()), now).forEach(this::fire);
  }

  private static Stream<String> different(Collection<String> some, Collection<String> others) {
    return Stream.concat(
        some.stream().filter(one -> !others.contains(one)),
        others.stream().filter(one -> !some.contains(one)));
  }

  private <T> void classes(List<T> states, Function<T, @Nullable String> storageClass) {
    states.stream().map(storageClass).filter(Objects::nonNull).forEach(this::classChanged);
  }

  /** Only the first volume of a class, and the end of the last one, are news. */
  private void classChanged(String name) {
    boolean isNews = caches.hasVolumes(name) ? used.add(name) : used.remove(name);
    if (isNews) {
      EncryptedClass.keyOf(name).ifPresent(this::fire);
    }
  }

  /** Before the start all are looked at anyway. */
  private void fire(String key) {
    if (isRunning()) {
      caches
          .keys()
          .get("", key)
          .ifPresent(
              there -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(there))));
    }
  }
}

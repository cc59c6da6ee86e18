package io.hipaaoperator.encryption;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.EncryptionKey;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.external.ExternalTriggers;
import io.hipaaoperator.kube.Caches;
import io.hipaaoperator.kube.PrimaryStore;
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
public final class KeyUserTriggers extends ExternalTriggers<EncryptionKey, EncryptionKeyStatus> {
  private final Caches caches;

  /** The keys that each resource names, by the resource's uid. */
  private final Map<String, List<String>> named = new ConcurrentHashMap<>();

  /** StorageClasses that were seen to have volumes. */
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /** Listens to caches. */
  public KeyUserTriggers(Caches caches) {
    super("key-user-triggers", caches.keys());
    this.caches = caches;
    listen(caches.workloads(), KeyUsers::names);
    listen(caches.sinks(), KeyUsers::names);
    caches.volumes().onChange(of -> classes(of, pv -> pv.getSpec().getStorageClassName()));
    caches.claims().onChange(of -> classes(of, pvc -> pvc.getSpec().getStorageClassName()));
  }

  private <T extends HasMetadata> void listen(
      PrimaryStore<T> users, Function<T, List<String>> names) {
    users.onVersion(user -> changed(user, names.apply(user)));
    users.onGone(user -> changed(user, List.of()));
  }

  private void changed(HasMetadata user, List<String> now) {
    String uid = user.getMetadata().getUid();
    List<String> before = now.isEmpty() ? named.remove(uid) : named.put(uid, now);
    different(Objects.requireNonNullElse(before, List.of()), now).forEach(this::fireNamed);
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
      EncryptedClass.keyOf(name).ifPresent(this::fireNamed);
    }
  }

  private void fireNamed(String key) {
    caches.keys().get("", key).ifPresent(this::fire);
  }
}

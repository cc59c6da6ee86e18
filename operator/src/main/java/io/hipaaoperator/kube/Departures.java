package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cache of a controller that tells when a resource is gone. It needs no finalizer, so nobody
 * ever waits for us to let a resource go.
 *
 * @param <T> the kind
 */
public final class Departures<T extends HasMetadata> extends BasicItemStore<T> {
  private final Consumer<T> gone;

  /** Calls back with each resource that is gone, on the watch's thread: it must be quick. */
  public Departures(Consumer<T> gone) {
    super(Cache::metaNamespaceKeyFunc);
    this.gone = gone;
  }

  @Override
  public @Nullable T remove(String key) {
    T before = super.remove(key);
    if (before != null) {
      gone.accept(before);
    }
    return before;
  }
}

package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.hipaaoperator.api.Api;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All objects of one kind, kept current by a watch. What is kept of each is what {@code prune}
 * leaves of it, so that memory follows what is used.
 *
 * @param <T> the kind
 */
public final class Watched<T extends HasMetadata> implements AutoCloseable {
  private final SharedIndexInformer<T> informer;
  private final UnaryOperator<T> prune;

  /** A cache that is not started yet. */
  public Watched(Informable<T> objects, UnaryOperator<T> prune) {
    this.prune = prune;
    informer = objects.runnableInformer(0).itemStore(new PrunedStore<>(prune));
    informer.exceptionHandler((started, failure) -> true);
    index(Api.DATA_CLASS, Watched::dataClass);
  }

  /**
   * Calls back on every change of what is kept, with the object before and after, or the one of the
   * two that there is. It runs on the informer's thread: the callback must be quick.
   */
  public void onChange(Consumer<List<T>> callback) {
    informer.addEventHandler(new Callback(callback));
  }

  /** Adds an index; before the start. */
  public void index(String name, Function<T, List<String>> keys) {
    informer.addIndexers(Map.of(name, keys));
  }

  /** Objects that an index has under a key. */
  public List<T> indexed(String name, String key) {
    return informer.getIndexer().byIndex(name, key);
  }

  /** Starts; completes when the first list is in. */
  public CompletionStage<Void> start() {
    return informer.start();
  }

  /** Objects of a namespace. */
  public List<T> in(String namespace) {
    return informer.getIndexer().byIndex(Cache.NAMESPACE_INDEX, namespace);
  }

  /** All objects. */
  public List<T> all() {
    return informer.getStore().list();
  }

  /** Objects whose label {@code hipaa-operator.io/data-class} has this value. */
  public List<T> ofClass(String dataClass) {
    return indexed(Api.DATA_CLASS, dataClass);
  }

  private static List<String> dataClass(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    return labels != null && labels.containsKey(Api.DATA_CLASS)
        ? List.of(labels.get(Api.DATA_CLASS))
        : List.of();
  }

  /** One object. */
  public Optional<T> get(String namespace, String name) {
    return Optional.ofNullable(
        informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)));
  }

  /** Version up to which the cache has seen everything; 0 before the first list. */
  public long seen() {
    return Versions.parse(informer.lastSyncResourceVersion());
  }

  /** Whether the first list is in. */
  public boolean synced() {
    return informer.hasSynced();
  }

  /** Whether the watch is open just now, so that the cache is current. */
  public boolean isWatching() {
    return informer.isWatching();
  }

  /** Whether the watch has ended for good and will not come back by itself. */
  public boolean dead() {
    return informer.stopped().toCompletableFuture().isDone();
  }

  @Override
  public void close() {
    informer.stop();
  }

  private final class Callback implements ResourceEventHandler<T> {
    private final Consumer<List<T>> callback;

    Callback(Consumer<List<T>> callback) {
      this.callback = callback;
    }

    @Override
    public void onAdd(T object) {
      callback.accept(List.of(object));
    }

    @Override
    public void onUpdate(T before, T after) {
      if (!isSame(before, after)) {
        callback.accept(List.of(before, after));
      }
    }

    @Override
    public void onDelete(T object, boolean unknownFinalState) {
      callback.accept(List.of(object));
    }

    /** Whether nothing that is kept has changed; what is kept whole changes with its version. */
    private boolean isSame(T before, T after) {
      String version = before.getMetadata().getResourceVersion();
      T kept = prune.apply(after);
      if (kept == after) {
        return after.getMetadata().getResourceVersion().equals(version);
      }
      kept.getMetadata().setResourceVersion(version);
      return before.equals(kept);
    }
  }
}

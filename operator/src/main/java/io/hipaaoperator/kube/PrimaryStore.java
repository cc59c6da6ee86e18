package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources that a controller reconciles, in the controller's own cache: who refers to them
 * looks them up here, and they are watched only once.
 *
 * @param <T> the kind
 */
public final class PrimaryStore<T extends HasMetadata> extends BasicItemStore<T> {
  private static final String NAMESPACE = "namespace";

  private final UnaryOperator<T> prune;
  private final Map<String, Index<T>> indexes = new ConcurrentHashMap<>();
  private final List<Consumer<T>> callbacks = new CopyOnWriteArrayList<>();
  private final List<Consumer<T>> versions = new CopyOnWriteArrayList<>();
  private final List<Consumer<T>> departures = new CopyOnWriteArrayList<>();

  PrimaryStore(UnaryOperator<T> prune) {
    super(Cache::metaNamespaceKeyFunc);
    this.prune = prune;
    index(NAMESPACE, PrimaryStore::namespaces);
  }

  /** Adds an index; before the controller starts. */
  public void index(String name, Function<T, List<String>> keys) {
    indexes.put(name, new Index<>(keys));
  }

  /**
   * Calls back with each resource that comes, goes or gets another spec. It runs on the watch's
   * thread: the callback must be quick.
   */
  public void onChange(Consumer<T> callback) {
    callbacks.add(callback);
  }

  /**
   * Calls back with each resource that comes, goes, or of which this part is another now: much in a
   * status is of no interest to those who name it. The callback must be quick.
   */
  public <P> void onChange(Function<T, P> part, Consumer<T> callback) {
    Map<String, P> seen = new ConcurrentHashMap<>();
    onVersion(
        kept -> {
          P now = part.apply(kept);
          if (!now.equals(seen.put(Cache.metaNamespaceKeyFunc(kept), now))) {
            callback.accept(kept);
          }
        });
    onGone(
        gone -> {
          seen.remove(Cache.metaNamespaceKeyFunc(gone));
          callback.accept(gone);
        });
  }

  /** Calls back with each version that is kept; the callback must be quick. */
  public void onVersion(Consumer<T> kept) {
    versions.add(kept);
  }

  /** Calls back with each resource that goes; the callback must be quick. */
  public void onGone(Consumer<T> gone) {
    departures.add(gone);
  }

  /** Resources of a kind that is in no namespace, without who owns which field. */
  public static <T extends HasMetadata> PrimaryStore<T> ofCluster() {
    return new PrimaryStore<>(Prune::fieldOwners);
  }

  /** Resources that an index has under a key. */
  public Collection<T> indexed(String name, String key) {
    return Objects.requireNonNull(indexes.get(name), name).at(key);
  }

  /** Resources of a namespace. */
  public Collection<T> in(String namespace) {
    return indexed(NAMESPACE, namespace);
  }

  /** All resources. */
  public Stream<T> all() {
    return values();
  }

  /** One resource. */
  public Optional<T> get(String namespace, String name) {
    return Optional.ofNullable(get(Cache.namespaceKeyFunc(namespace, name)));
  }

  @Override
  public @Nullable T put(String key, T object) {
    T kept = prune.apply(object);
    T before = super.put(key, kept);
    Optional.ofNullable(before)
        .filter(old -> !RecentWrites.isSame(old, kept))
        .ifPresent(this::departed);
    versions.forEach(listener -> listener.accept(kept));
    replaced(key, Optional.ofNullable(before), Optional.of(kept));
    return before;
  }

  @Override
  public @Nullable T remove(String key) {
    T before = super.remove(key);
    Optional.ofNullable(before).ifPresent(this::departed);
    replaced(key, Optional.ofNullable(before), Optional.empty());
    return before;
  }

  private void departed(T gone) {
    departures.forEach(listener -> listener.accept(gone));
  }

  private void replaced(String key, Optional<T> before, Optional<T> after) {
    indexes.values().forEach(index -> index.replace(key, before, after));
    if (!before.map(PrimaryStore::version).equals(after.map(PrimaryStore::version))) {
      T newest = after.or(() -> before).orElseThrow();
      callbacks.forEach(callback -> callback.accept(newest));
    }
  }

  private static List<String> namespaces(HasMetadata object) {
    return Stream.ofNullable(object.getMetadata().getNamespace()).toList();
  }

  /** What stays the same as long as the spec does. */
  private static String version(HasMetadata object) {
    return object.getMetadata().getUid() + "/" + object.getMetadata().getGeneration();
  }
}

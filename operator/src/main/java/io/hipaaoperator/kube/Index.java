package io.hipaaoperator.kube;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Objects by what they say of themselves.
 *
 * @param <T> the kind
 */
final class Index<T> {
  private final Function<T, List<String>> keys;
  private final Map<String, Map<String, T>> byKey = new ConcurrentHashMap<>();

  Index(Function<T, List<String>> keys) {
    this.keys = keys;
  }

  /** What is under a key. */
  Collection<T> at(String key) {
    return List.copyOf(byKey.getOrDefault(key, Map.of()).values());
  }

  /** Puts the new state in before it takes the old one out, so that no look misses both. */
  void replace(String id, Optional<T> before, Optional<T> after) {
    List<String> now = after.map(keys).orElse(List.of());
    after.ifPresent(object -> now.forEach(key -> add(key, id, object)));
    before.map(keys).orElse(List.of()).stream()
        .filter(key -> !now.contains(key))
        .forEach(key -> remove(key, id));
  }

  private void add(String key, String id, T object) {
    byKey.compute(
        key,
        (ignored, there) -> {
          Map<String, T> objects = there == null ? new ConcurrentHashMap<>() : there;
          objects.put(id, object);
          return objects;
        });
  }

  private void remove(String key, String id) {
    byKey.computeIfPresent(
        key,
        (ignored, objects) -> {
          objects.remove(id);
          return objects.isEmpty() ? null : objects;
        });
  }
}

package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the API server answered to our own writes, until the watch has caught up. Without it a
 * reconcile that runs before the watch event would take its own write for a deviation.
 *
 * @param <T> the kind
 */
public final class RecentWrites<T extends HasMetadata> {
  private final Map<String, Map<String, T>> answers = new ConcurrentHashMap<>();

  /** Keeps the answer to a write. */
  public void wrote(T answer) {
    answers
        .computeIfAbsent(namespace(answer), ignored -> new ConcurrentHashMap<>())
        .merge(answer.getMetadata().getName(), answer, RecentWrites::newer);
  }

  /**
   * Forgets the answer that the cache has now.
   *
   * @return whether the cached object is, in this very version, the answer to a write
   */
  public boolean caughtUp(T cached) {
    Map<String, T> written = answers.getOrDefault(namespace(cached), Map.of());
    T answer = written.get(cached.getMetadata().getName());
    return answer != null
        && Versions.of(answer) == Versions.of(cached)
        && written.remove(cached.getMetadata().getName(), answer);
  }

  /**
   * The newest of what the cache has and what the server answered, for the objects of a namespace.
   *
   * <p>The answers are looked at first, then how far the cache is, then the cache: an answer that
   * is forgotten meanwhile is in the cache by then.
   *
   * @param seen version up to which the cache has seen everything
   * @param cached what the cache has
   */
  public List<T> over(String namespace, LongSupplier seen, Supplier<List<T>> cached) {
    Map<String, T> written = answers.getOrDefault(namespace, Map.of());
    List<T> answered = List.copyOf(written.values());
    if (answered.isEmpty()) {
      return cached.get();
    }
    long mark = seen.getAsLong();
    Map<String, T> merged = new HashMap<>();
    cached.get().forEach(object -> merged.put(object.getMetadata().getName(), object));
    answered.forEach(answer -> merge(merged, written, answer, mark));
    return List.copyOf(merged.values());
  }

  /** The newest of one cached object and what the server answered for it. */
  public T newest(T cached) {
    Map<String, T> written = answers.getOrDefault(namespace(cached), Map.of());
    T answer = written.get(cached.getMetadata().getName());
    if (answer == null || Versions.of(cached) >= Versions.of(answer) || !isSame(cached, answer)) {
      if (answer != null) {
        written.remove(cached.getMetadata().getName(), answer);
      }
      return cached;
    }
    return answer;
  }

  private static <T extends HasMetadata> void merge(
      Map<String, T> merged, Map<String, T> written, T answer, long seen) {
    String name = answer.getMetadata().getName();
    long version = Versions.of(answer);
    long known = Optional.ofNullable(merged.get(name)).map(Versions::of).orElse(0L);
    if (Math.max(seen, known) >= version) {
      written.remove(name, answer);
    } else {
      merged.put(name, answer);
    }
  }

  /** A namesake that was made anew is another object. */
  private static boolean isSame(HasMetadata one, HasMetadata other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private static <T extends HasMetadata> T newer(T one, T other) {
    return Versions.of(one) >= Versions.of(other) ? one : other;
  }

  private static String namespace(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }
}

package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
    answers.compute(
        namespace(answer),
        (ignored, there) -> {
          Map<String, T> written = there == null ? new ConcurrentHashMap<>() : there;
          written.merge(answer.getMetadata().getName(), answer, RecentWrites::newer);
          return written;
        });
  }

  /**
   * Forgets the answer that the cache has now.
   *
   * @return whether the cached object is, in this very version, the answer to a write
   */
  public boolean caughtUp(T cached) {
    T answer = answers.getOrDefault(namespace(cached), Map.of()).get(name(cached));
    return answer != null
        && Versions.of(answer) == Versions.of(cached)
        && forget(cached, answer::equals);
  }

  /**
   * Whether what a cache tells of is the answer to a write, which whoever wrote has looked at; a
   * deletion is none.
   */
  public boolean isOwn(T changed, Watched<T> cache) {
    Optional<T> there = cache.get(namespace(changed), name(changed));
    if (there.isEmpty()) {
      gone(changed);
    }
    return there
        .filter(cached -> Versions.of(cached) == Versions.of(changed))
        .filter(this::caughtUp)
        .isPresent();
  }

  /** Forgets an answer that is no newer than what the cache has. */
  public void saw(T cached) {
    forget(cached, answer -> Versions.of(answer) <= Versions.of(cached));
  }

  /** Forgets the answer about an object that is gone; a namesake that was made anew is another. */
  public void gone(T object) {
    forget(object, answer -> isSame(answer, object));
  }

  private boolean forget(T about, Predicate<T> which) {
    boolean[] forgotten = {false};
    answers.computeIfPresent(
        namespace(about),
        (ignored, written) -> {
          T answer = written.get(name(about));
          forgotten[0] =
              answer != null && which.test(answer) && written.remove(name(about), answer);
          return written.isEmpty() ? null : written;
        });
    return forgotten[0];
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
    List<T> answered = List.copyOf(answers.getOrDefault(namespace, Map.of()).values());
    if (answered.isEmpty()) {
      return cached.get();
    }
    long mark = seen.getAsLong();
    Map<String, T> merged = new HashMap<>();
    cached.get().forEach(object -> merged.put(object.getMetadata().getName(), object));
    answered.forEach(answer -> merge(merged, answer, mark));
    answered.stream()
        .filter(answer -> Versions.of(answer) <= mark)
        .forEach(answer -> forget(answer, answer::equals));
    return List.copyOf(merged.values());
  }

  /**
   * The newest of an object as it was, as the cache has it, and what the server answered for it.
   *
   * <p>The answer is looked at first: one that is forgotten meanwhile is in the cache by then.
   */
  public T newest(T known, Supplier<Optional<T>> cached) {
    T answer = answers.getOrDefault(namespace(known), Map.of()).get(name(known));
    return Stream.concat(Stream.ofNullable(answer), cached.get().stream())
        .filter(other -> isSame(known, other))
        .reduce(known, RecentWrites::newer);
  }

  private static <T extends HasMetadata> void merge(Map<String, T> merged, T answer, long seen) {
    String name = answer.getMetadata().getName();
    long known = Optional.ofNullable(merged.get(name)).map(Versions::of).orElse(0L);
    if (Math.max(seen, known) < Versions.of(answer)) {
      merged.put(name, answer);
    }
  }

  /** A namesake that was made anew is another object. */
  static boolean isSame(HasMetadata one, HasMetadata other) {
    return one.getMetadata().getUid().equals(other.getMetadata().getUid());
  }

  private static <T extends HasMetadata> T newer(T one, T other) {
    return Versions.of(one) >= Versions.of(other) ? one : other;
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }

  /** None for what is in no namespace. */
  private static String namespace(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
  }
}

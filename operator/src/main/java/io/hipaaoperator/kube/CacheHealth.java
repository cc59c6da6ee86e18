package io.hipaaoperator.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Which caches are not kept current, because the server can't be reached or we may not read any
 * more. Such a cache still answers, but its answers are no evidence. A connection that dies without
 * a word is not noticed at once: the client opens each watch anew after 5 to 10 minutes.
 */
public final class CacheHealth {
  /** A watch that ends comes back by itself within moments. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final Map<Class<? extends HasMetadata>, BooleanSupplier> watching = new LinkedHashMap<>();
  private final Map<Class<?>, Instant> silentSince = new ConcurrentHashMap<>();
  private volatile Map<Class<?>, Instant> stale = Map.of();

  /** Measures by this clock. */
  public CacheHealth(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Looks after the cache of a kind, too; before the first check.
   *
   * @param isWatching whether its watch is open just now
   */
  public void add(Class<? extends HasMetadata> kind, BooleanSupplier isWatching) {
    watching.put(kind, isWatching);
  }

  /**
   * Looks at all watches, from time to time; says whether it is other caches now that are stale.
   */
  public boolean check() {
    Instant now = clock.instant();
    watching.forEach((kind, isWatching) -> check(kind, isWatching, now));
    Set<Class<?>> before = stale.keySet();
    stale =
        silentSince.entrySet().stream()
            .filter(entry -> !now.isBefore(entry.getValue().plus(PATIENCE)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    return !stale.keySet().equals(before);
  }

  private void check(Class<?> kind, BooleanSupplier isWatching, Instant now) {
    if (isWatching.getAsBoolean()) {
      silentSince.remove(kind);
    } else {
      silentSince.putIfAbsent(kind, now);
    }
  }

  /** Kinds that are looked after. */
  public Set<Class<? extends HasMetadata>> kinds() {
    return Set.copyOf(watching.keySet());
  }

  /** Which of these kinds is not watched at this moment, so that something may not be seen yet. */
  public Optional<String> gap(List<Class<? extends HasMetadata>> kinds) {
    return kinds.stream()
        .filter(watching::containsKey)
        .filter(kind -> !isWatched(kind))
        .findFirst()
        .map(kind -> "objects of kind %s are not watched yet".formatted(kind.getSimpleName()));
  }

  /** Why what the caches of these kinds say is no evidence; empty where it is. */
  public Optional<String> doubt(List<Class<? extends HasMetadata>> kinds) {
    return kinds.stream().flatMap(kind -> doubt(kind).stream()).findFirst();
  }

  /** A watch that is open again goes on where it was cut off, or has listed everything before. */
  private Optional<String> doubt(Class<? extends HasMetadata> kind) {
    return Optional.ofNullable(stale.get(kind))
        .filter(since -> !isWatched(kind))
        .map(since -> doubt(kind, since));
  }

  private boolean isWatched(Class<? extends HasMetadata> kind) {
    return watching.getOrDefault(kind, () -> false).getAsBoolean();
  }

  private static String doubt(Class<?> kind, Instant since) {
    return "objects of kind %s could not be watched since %s"
        .formatted(kind.getSimpleName(), since.truncatedTo(ChronoUnit.SECONDS));
  }
}

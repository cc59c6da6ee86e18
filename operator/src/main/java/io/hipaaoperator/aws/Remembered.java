package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that are read one by one, each as often as a share of AWS's calls allows: the more there
 * are, the less often. A failure is not remembered.
 *
 * @param <T> what is read
 */
final class Remembered<T> {
  /** However many there are. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private record Read<T>(Answer<T> answer, Object version, Instant time, Duration least) {}

  private final InstantSource clock;
  private final Duration least;
  private final Duration each;
  private final Map<String, Read<T>> byKey = new ConcurrentHashMap<>();

  /**
   * Nothing is remembered yet.
   *
   * @param least no answer is read more often than this
   * @param each as long as one answer takes of the share
   */
  Remembered(InstantSource clock, Duration least, Duration each) {
    this.clock = clock;
    this.least = least;
    this.each = each;
  }

  /** How long what was read is good, which is never read more often than this. */
  private Duration good(Duration least) {
    Duration all = Collections.min(List.of(each.multipliedBy(byKey.size()), LONGEST));
    return Collections.max(List.of(all, least));
  }

  /** What nobody has asked for since it would have been read anew is no longer asked for. */
  private void evict(Instant now) {
    byKey
        .values()
        .removeIf(read -> !now.isBefore(read.time().plus(good(read.least()).multipliedBy(2))));
  }

  /**
   * What was read, or is now.
   *
   * @param version an answer about another version of the same thing counts no more
   */
  Answer<T> get(String key, Object version, Supplier<Answer<T>> call) {
    return get(key, version, least, call);
  }

  /** The same with another limit than that of all others. */
  Answer<T> get(String key, Object version, Duration atLeast, Supplier<Answer<T>> call) {
    Read<T> last = byKey.get(key);
    Instant now = clock.instant();
    if (last != null
        && last.version().equals(version)
        && now.isBefore(last.time().plus(good(atLeast)))) {
      return last.answer();
    }
    evict(now);
    Answer<T> answer = call.get();
    if (answer instanceof Answer.Known<T>) {
      byKey.put(key, new Read<>(answer, version, now, atLeast));
    }
    return answer;
  }

  /** Reads anew next time. */
  void forget(String key) {
    byKey.remove(key);
  }

  /** Reads all anew whose keys begin so. */
  void forgetAll(String prefix) {
    byKey.keySet().removeIf(key -> key.startsWith(prefix));
  }
}

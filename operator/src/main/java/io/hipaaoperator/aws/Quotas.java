package io.hipaaoperator.aws;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How fast we call AWS in one account and region: a token bucket for each kind of call. */
final class Quotas {
  /** Longer than this nobody waits for a token: the call is not made, and tried another time. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<Action, Bucket> buckets = new EnumMap<>(Action.class);

  /**
   * Full buckets.
   *
   * @param rate how many times {@link Action#perSecond} is let through
   */
  Quotas(int rate) {
    for (Action action : Action.values()) {
      buckets.put(action, bucket(rate * action.perSecond()));
    }
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .build();
  }

  /** Waits for a token, a moment at most; false when there is none. */
  boolean take(Action action) {
    try {
      return Objects.requireNonNull(buckets.get(action)).asBlocking().tryConsume(1, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

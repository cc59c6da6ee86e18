package io.hipaaoperator.external;

import io.hipaaoperator.api.ExternalStatus;
import io.hipaaoperator.status.StatusConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How long until a resource is looked at again, give or take a fifth, so that many don't come at
 * once.
 *
 * @param poll as a rule
 */
record Pace(Duration poll, RandomGenerator random) {
  private static final double JITTER = 0.2;

  /**
   * The pause after a pass. What does not get better by itself is tried again less and less often:
   * after as long as the resource has not been ready, until it is no more often than as a rule.
   */
  Duration after(ExternalPass<?> pass, ExternalStatus status, Instant now) {
    Duration retry = pass.retry();
    if (!retry.isPositive()) {
      return jittered(poll);
    }
    return jittered(pass.backsOff() ? longer(retry, sinceReadyTurned(status, now)) : retry);
  }

  private Duration longer(Duration least, Duration since) {
    Duration pause = least.compareTo(since) > 0 ? least : since;
    return pause.compareTo(poll) < 0 ? pause : poll;
  }

  private static Duration sinceReadyTurned(ExternalStatus status, Instant now) {
    return StatusConditions.find("Ready", status.conditions())
        .map(ready -> Duration.between(Instant.parse(ready.getLastTransitionTime()), now))
        .orElse(Duration.ZERO);
  }

  /** About so long. */
  Duration jittered(Duration pause) {
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.max(1, Math.round(pause.toMillis() * factor)));
  }
}

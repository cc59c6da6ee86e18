package io.hipaaoperator.secret;

import io.hipaaoperator.api.WorkloadSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old what is in a Secret is.
 *
 * @param declared what it should be
 * @param oldest when the oldest current value was made, as far as known; empty where nothing is
 * @param now when it was looked at
 * @param doubt why it is not known for certain; null where it is
 */
public record SecretAge(
    WorkloadSecret declared, Optional<Instant> oldest, Instant now, @Nullable String doubt) {

  /** Whether a value that was made then is older than so many days. */
  public boolean isOver(Instant made, int days) {
    return made.plus(Duration.ofDays(days)).isBefore(now);
  }
}

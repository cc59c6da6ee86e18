package io.hipaaoperator.secret;

import io.hipaaoperator.api.WorkloadSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How old what is in a Secret is.
 *
 * @param declared what it should be
 * @param oldest when its oldest value was made; empty where that is not known
 * @param now when it was looked at
 * @param why it is not known
 */
public record SecretAge(
    WorkloadSecret declared, Optional<Instant> oldest, Instant now, String why) {

  /** Whether a value that was made then is older than so many days. */
  public boolean isOver(Instant made, int days) {
    return made.plus(Duration.ofDays(days)).isBefore(now);
  }
}

package io.hipaaoperator.encryption;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.EncryptionKeyStatus.Rotation;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Kms;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * When a key was rotated. It is evidence only: how the key is rotated is asked at each look, and as
 * long as AWS says of that what it said before, and the next rotation is not due, the list is read
 * once a day. A rotation on demand is so seen within a day.
 */
public record PastRotations(Kms kms, String arn) {
  private static final Duration GOOD = Duration.ofHours(20);

  /** Keys that were made together are not read together for ever. */
  private static final int SPREAD_MINUTES = 240;

  /**
   * What AWS said.
   *
   * @param last the last rotation; empty where there was none
   * @param asOf when AWS was asked
   */
  public record Evidence(Optional<Instant> last, Instant asOf) {}

  /**
   * The evidence of the status as long as it is good, else a new one.
   *
   * @param now how the key is rotated
   */
  Answer<Evidence> after(EncryptionKeyStatus before, Kms.Rotation now, Instant time) {
    return Optional.ofNullable(before.rotation())
        .filter(_ -> arn.equals(before.arn()))
        .flatMap(shown -> evidence(shown).filter(past -> isGood(shown, past, now, time)))
        .map(Answer::known)
        .orElseGet(() -> kms.rotations(arn).map(all -> evidence(all, time)));
  }

  private boolean isGood(Rotation shown, Evidence past, Kms.Rotation now, Instant time) {
    return shown.equals(shown(now, past)) && !isDue(now, time) && isYoung(past.asOf(), time);
  }

  private static boolean isDue(Kms.Rotation now, Instant time) {
    return now.next().filter(next -> !time.isBefore(next)).isPresent();
  }

  private boolean isYoung(Instant asOf, Instant time) {
    Duration good = GOOD.plusMinutes(Math.floorMod(arn.hashCode(), SPREAD_MINUTES));
    return !time.isBefore(asOf) && time.isBefore(asOf.plus(good));
  }

  private static Optional<Evidence> evidence(Rotation shown) {
    return Optional.ofNullable(shown.asOf())
        .map(Instant::parse)
        .map(asOf -> new Evidence(Optional.ofNullable(shown.last()).map(Instant::parse), asOf));
  }

  private static Evidence evidence(List<Instant> all, Instant time) {
    return new Evidence(
        all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()),
        time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** How the status shows it. */
  static Rotation shown(Kms.Rotation now, Evidence past) {
    return new Rotation(
        now.enabled(),
        now.enabled() ? now.days() : null,
        now.next().map(PastRotations::seconds).orElse(null),
        past.last().map(PastRotations::seconds).orElse(null),
        seconds(past.asOf()));
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

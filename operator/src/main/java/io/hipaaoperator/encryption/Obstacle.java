package io.hipaaoperator.encryption;

import io.hipaaoperator.aws.Answer;
import java.time.Duration;

/**
 * Why there is no key to look at.
 *
 * @param reason one word that stays the same
 * @param message for people
 * @param kind what becomes of it
 * @param retry when to look again; zero for as always
 */
record Obstacle(String reason, String message, Kind kind, Duration retry) {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** What becomes of an obstacle. */
  enum Kind {
    /** Nobody knows whether the key is as declared. */
    UNKNOWN,
    /** Something is under way. */
    WAITING,
    /** Somebody has to do something. */
    STALLED,
    /** Nothing is wrong: Observe makes no key. */
    OBSERVING
  }

  /** A call that failed, so that nothing is known. */
  static Obstacle unknown(Answer<?> failed) {
    return unknown(failed.failure().orElse("not read"));
  }

  /** Nothing is known, for this reason. */
  static Obstacle unknown(String why) {
    return new Obstacle("AwsUnreachable", why, Kind.UNKNOWN, SOON);
  }

  /** Something that only a person can mend. */
  static Obstacle stalled(String reason, String message) {
    return new Obstacle(reason, message, Kind.STALLED, Duration.ZERO);
  }

  /** Something that is under way. */
  static Obstacle waiting(String reason, String message, Duration retry) {
    return new Obstacle(reason, message, Kind.WAITING, retry);
  }

  /** There is no key, and none is made. */
  static Obstacle observing() {
    return new Obstacle(
        "Observing", "there is no key, and Observe makes none", Kind.OBSERVING, Duration.ZERO);
  }
}

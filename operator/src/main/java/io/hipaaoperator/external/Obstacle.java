package io.hipaaoperator.external;

import io.hipaaoperator.aws.Answer;
import java.time.Duration;

/**
 * Why there is nothing to look at.
 *
 * @param reason one word that stays the same
 * @param message for people
 * @param kind what becomes of it
 * @param retry when to look again; zero for as always
 */
public record Obstacle(String reason, String message, Kind kind, Duration retry) {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** What becomes of an obstacle. */
  public enum Kind {
    /** Nobody knows whether it is as declared. */
    UNKNOWN,
    /** Something is under way. */
    WAITING,
    /** Somebody has to do something. */
    STALLED,
    /** Nothing is wrong: Observe makes nothing. */
    OBSERVING
  }

  /** A call that failed, so that nothing is known. */
  public static Obstacle unknown(Answer<?> failed) {
    return new Obstacle(
        reason(failed instanceof Answer.Refused<?>),
        failed.failure().orElse("not read"),
        Kind.UNKNOWN,
        SOON);
  }

  /** Why nothing is known: AWS said no, which a person mends, or it is not known what it says. */
  static String reason(boolean refused) {
    return refused ? "AwsRefused" : "AwsUnreachable";
  }

  /** Something that only a person can mend. */
  public static Obstacle stalled(String reason, String message) {
    return new Obstacle(reason, message, Kind.STALLED, Duration.ZERO);
  }

  /** Something that is under way. */
  public static Obstacle waiting(String reason, String message, Duration retry) {
    return new Obstacle(reason, message, Kind.WAITING, retry);
  }

  /** There is nothing, and nothing is made. */
  public static Obstacle observing(String message) {
    return new Obstacle("Observing", message, Kind.OBSERVING, Duration.ZERO);
  }
}

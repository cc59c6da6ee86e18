package io.hipaaoperator.kube;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A write that was not made, that came to something else, or of which nobody knows whether it was
 * made.
 *
 * @param kind kind of the object
 * @param name its name
 * @param reason the server's reason, for example Forbidden, Conflict or Invalid
 * @param message the server's words
 * @param answer what the server did
 */
public record Refusal(String kind, String name, String reason, String message, Answer answer) {

  /** What the server did. */
  public enum Answer {
    /** It refused: the write was not made. */
    Refused,
    /** It failed at this write (5xx), which may have been made all the same. */
    Failed,
    /**
     * It does not answer at all (401, 429, 503, 504, no connection): nor will it the next write.
     */
    Silent
  }

  /** It was made, and the server stored something else. */
  public static final String NOT_IN_FORCE = "NotInForce";

  private static final Set<String> CONFLICTS = Set.of("Conflict", "AlreadyExists");

  /**
   * The reasons of the API, and ours; a webhook may give any other.
   *
   * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#StatusReason">
   *     StatusReason</a>
   */
  private static final Set<String> REASONS =
      Set.of(
          "Unauthorized",
          "Forbidden",
          "NotFound",
          "AlreadyExists",
          "Conflict",
          "Gone",
          "Invalid",
          "ServerTimeout",
          "StoreReadError",
          "Timeout",
          "TooManyRequests",
          "BadRequest",
          "MethodNotAllowed",
          "NotAcceptable",
          "RequestEntityTooLarge",
          "UnsupportedMediaType",
          "InternalError",
          "Expired",
          "ServiceUnavailable",
          NOT_IN_FORCE);

  /** A refusal by the server. */
  public Refusal(String kind, String name, String reason, String message) {
    this(kind, name, reason, message, Answer.Refused);
  }

  /** The same of an object that is called so. */
  public Refusal named(String object) {
    return new Refusal(kind, object, reason, message, answer);
  }

  /** About another object, whose write was not tried after this one's. */
  public Refusal untried(String otherKind, String otherName) {
    return new Refusal(otherKind, otherName, reason, "not tried", answer);
  }

  /** What several come to, in one word. */
  public static String reason(List<Refusal> refusals) {
    if (refusals.stream().allMatch(refusal -> NOT_IN_FORCE.equals(refusal.reason))) {
      return NOT_IN_FORCE;
    }
    return refusals.stream().allMatch(Refusal::isAnswered) ? "WriteRefused" : "ServerUnavailable";
  }

  /** What several come to, for people. */
  public static String words(List<Refusal> refusals) {
    return refusals.stream()
        .map(one -> "%s %s: %s: %s".formatted(one.kind, one.name, one.reason, one.message))
        .collect(Collectors.joining("; "));
  }

  /** Whether the server refused; else the write may have been made or not. */
  public boolean isAnswered() {
    return answer == Answer.Refused;
  }

  /** Whether the next write need not be tried. */
  public boolean isSilence() {
    return answer == Answer.Silent;
  }

  /** Whether what came of the write is seen only at the next look. */
  public boolean isDoubtful() {
    return !isAnswered() || isConflict();
  }

  /** Whether somebody else wrote meanwhile. */
  public boolean isConflict() {
    return CONFLICTS.contains(reason);
  }

  /** The reason as the label of a metric, of which there may not be many. */
  public String label() {
    return REASONS.contains(reason) ? reason : "Other";
  }
}

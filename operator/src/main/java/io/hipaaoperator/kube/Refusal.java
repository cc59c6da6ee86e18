package io.hipaaoperator.kube;

import java.util.Set;

/**
 * A write that was not made, or of which nobody knows whether it was.
 *
 * @param kind kind of the object
 * @param name its name
 * @param reason the server's reason, for example Forbidden, Conflict or Invalid
 * @param message the server's words
 * @param answered whether the server refused; else it could not answer (401, 429, 5xx, no
 *     connection), and the write may have been made all the same
 */
public record Refusal(String kind, String name, String reason, String message, boolean answered) {
  private static final Set<String> CONFLICTS = Set.of("Conflict", "AlreadyExists");

  /**
   * The reasons of the API; a webhook may give any other.
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
          "ServiceUnavailable");

  /** A refusal by the server. */
  public Refusal(String kind, String name, String reason, String message) {
    this(kind, name, reason, message, true);
  }

  /** The same about another object, whose write was not tried any more. */
  public Refusal about(String otherKind, String otherName) {
    return new Refusal(otherKind, otherName, reason, message, answered);
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

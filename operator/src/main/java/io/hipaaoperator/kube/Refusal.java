package io.hipaaoperator.kube;

/**
 * A write that the API server refused.
 *
 * @param kind kind of the object
 * @param name its name
 * @param reason the server's reason, for example Forbidden, Conflict or Invalid
 * @param message the server's words
 */
public record Refusal(String kind, String name, String reason, String message) {

  /** Whether somebody else wrote meanwhile. */
  public boolean isConflict() {
    return reason.equals("Conflict");
  }
}

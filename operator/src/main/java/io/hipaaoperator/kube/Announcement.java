package io.hipaaoperator.kube;

/**
 * Something that people who look at an object should read.
 *
 * @param severity Normal or Warning
 * @param reason a CamelCase word that stays the same
 * @param message a sentence without PHI or secret values
 */
public record Announcement(Severity severity, String reason, String message) {

  /** How Kubernetes ranks events. */
  public enum Severity {
    Normal,
    Warning
  }

  /** Something that went as it should. */
  public static Announcement normal(String reason, String message) {
    return new Announcement(Severity.Normal, reason, message);
  }

  /** Something that somebody should look at. */
  public static Announcement warning(String reason, String message) {
    return new Announcement(Severity.Warning, reason, message);
  }
}

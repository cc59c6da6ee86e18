package io.hipaaoperator.sequencer;

/**
 * What is in the database, what was signed and what is published don't belong together. Nothing is
 * signed or published over that: somebody has to look.
 */
public final class LogConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what does not fit. */
  public LogConflict(String message) {
    super(message);
  }
}

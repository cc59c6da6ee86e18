package io.hipaaoperator.sequencer;

/** A file of the published log that could not be read or written. What was written before stays. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which file, and why. */
  public StoreFailure(String message) {
    super(message);
  }
}

package io.hipaaoperator.purge;

/** A run that failed after it had begun: rows may be gone, and the result says what is known. */
public final class PurgeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient PurgeResult result;

  PurgeFailure(PurgeResult result, RuntimeException cause) {
    super(result.message(), cause);
    this.result = result;
  }

  /** What is known of the run. */
  public PurgeResult result() {
    return result;
  }
}

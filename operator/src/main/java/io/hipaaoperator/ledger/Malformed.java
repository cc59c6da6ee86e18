package io.hipaaoperator.ledger;

/**
 * Something of the log that is not as its format says; the message names the field and never its
 * value, which nobody has vouched for.
 */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String message) {
    super(message);
  }
}

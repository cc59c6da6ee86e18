package io.hipaaoperator.cli;

/** Input that a person has to mend; the message names the file and the field. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}

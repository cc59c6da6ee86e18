package io.hipaaoperator.control;

/**
 * Something read from outside, or why it could not be read.
 *
 * @param <T> what is read
 */
public sealed interface Fact<T> {

  /** Read. */
  record Known<T>(T value) implements Fact<T> {}

  /**
   * Not read.
   *
   * @param why the reason, for people
   * @param refused whether somebody said no, and would again
   */
  record Unreachable<T>(String why, boolean refused) implements Fact<T> {
    /** Not read, for a reason that may pass. */
    public Unreachable(String why) {
      this(why, false);
    }
  }
}

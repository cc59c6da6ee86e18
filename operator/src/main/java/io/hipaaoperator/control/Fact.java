package io.hipaaoperator.control;

/**
 * Something read from outside, or why it could not be read.
 *
 * @param <T> what is read
 */
public sealed interface Fact<T> {

  /** Read. */
  record Known<T>(T value) implements Fact<T> {}

  /** Not read; the reason is for people. */
  record Unreachable<T>(String why) implements Fact<T> {}
}

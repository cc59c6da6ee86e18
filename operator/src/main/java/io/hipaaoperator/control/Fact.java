package io.hipaaoperator.control;

import java.util.function.Function;

/**
 * Something read from outside, or why it could not be read.
 *
 * @param <T> what is read
 */
public sealed interface Fact<T> {

  /** What follows from what was read; what was not read stays so. */
  default <R> Fact<R> map(Function<T, R> conclusion) {
    return switch (this) {
      case Known<T>(T value) -> new Known<>(conclusion.apply(value));
      case Unreachable<T>(String why, boolean refused) -> new Unreachable<>(why, refused);
    };
  }

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

package io.hipaaoperator.aws;

import io.hipaaoperator.control.Fact;
import java.util.Optional;
import java.util.function.Function;

/**
 * What became of a call to AWS.
 *
 * @param <T> what is answered
 */
public sealed interface Answer<T> {

  /** Answered, or done. */
  record Known<T>(T value) implements Answer<T> {}

  /**
   * AWS said no, and would again.
   *
   * @param code AWS's error code, for example AccessDeniedException
   * @param message AWS's words
   */
  record Refused<T>(String code, String message) implements Answer<T> {}

  /**
   * No answer that says what became of the call: throttled, too slow, no way there.
   *
   * @param why the reason, for people
   * @param undone whether the last attempt did nothing for certain, since it was not let in
   */
  record Unreachable<T>(String why, boolean undone) implements Answer<T> {
    /** It is not known whether the call did anything. */
    public Unreachable(String why) {
      this(why, false);
    }
  }

  /** The answer to this. */
  static <T> Answer<T> known(T value) {
    return new Known<>(value);
  }

  /** The next answer, where this one is known; else this one. */
  default <R> Answer<R> then(Function<T, Answer<R>> next) {
    return switch (this) {
      case Known<T>(T value) -> next.apply(value);
      case Refused<T>(String code, String message) -> new Refused<>(code, message);
      case Unreachable<T>(String why, boolean undone) -> new Unreachable<>(why, undone);
    };
  }

  /** The same answer with another value. */
  default <R> Answer<R> map(Function<T, R> change) {
    return then(value -> new Known<>(change.apply(value)));
  }

  /** The same as a fact to judge by. */
  default Fact<T> fact() {
    return this instanceof Known<T>(T value)
        ? new Fact.Known<>(value)
        : new Fact.Unreachable<>(failure().orElse("not read"), this instanceof Refused<T>);
  }

  /** What was answered; empty where nothing was. */
  default Optional<T> answered() {
    return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Whether AWS refused with this code. */
  default boolean isRefusedWith(String code) {
    return this instanceof Refused<T> refused && refused.code().equals(code);
  }

  /** Why nothing is known; empty where something is. */
  default Optional<String> failure() {
    return switch (this) {
      case Known<T> _ -> Optional.empty();
      case Refused<T>(String code, String message) -> Optional.of(code + ": " + message);
      case Unreachable<T>(String why, _) -> Optional.of(why);
    };
  }
}

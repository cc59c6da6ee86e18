package io.hipaaoperator.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what comes true in its own time, and says what was seen last when it does not. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration STEP = Duration.ofMillis(5);

  private Eventually() {}

  /** The first value that the condition holds for. */
  public static <T> T until(Supplier<T> seen, Predicate<T> condition) {
    return until(PATIENCE, seen, condition);
  }

  /** The first value that the condition holds for, within this time. */
  public static <T> T until(Duration patience, Supplier<T> seen, Predicate<T> condition) {
    long end = System.nanoTime() + patience.toNanos();
    T last = seen.get();
    while (!condition.test(last)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + patience + ", last seen: " + last);
      }
      pause(STEP);
      last = seen.get();
    }
    return last;
  }

  /** Waits until this is so. */
  public static void holds(Supplier<Boolean> condition) {
    until(condition, Boolean.TRUE::equals);
  }

  /** Does it again and again until it does not throw, as people do whose server is away. */
  public static void succeeds(Duration patience, Runnable action) {
    until(patience, () -> failureOf(action), failure -> failure == null);
  }

  /** Lets time pass. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable RuntimeException failureOf(Runnable action) {
    try {
      action.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}

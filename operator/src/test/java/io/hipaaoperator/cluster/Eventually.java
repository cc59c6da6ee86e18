package io.hipaaoperator.cluster;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what comes true in its own time, and says what was seen last when it does not. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SHORTEST = Duration.ofMillis(5).toNanos();
  private static final long LONGEST = Duration.ofMillis(50).toNanos();

  private Eventually() {}

  /** The first value that the condition holds for. */
  public static <T> T until(Supplier<T> seen, Predicate<T> condition) {
    return until(PATIENCE, seen, condition);
  }

  /** The first value that the condition holds for, within this time. */
  public static <T> T until(Duration patience, Supplier<T> seen, Predicate<T> condition) {
    long start = System.nanoTime();
    T last = seen.get();
    while (!condition.test(last)) {
      long waited = System.nanoTime() - start;
      if (waited > patience.toNanos()) {
        throw new AssertionError("not within " + patience + ", last seen: " + last);
      }
      pause(step(waited));
      last = seen.get();
    }
    return last;
  }

  /** A tenth of the wait so far: whoever waits long does not take the time of whom he waits for. */
  private static Duration step(long waited) {
    return Duration.ofNanos(Math.clamp(waited / 10, SHORTEST, LONGEST));
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

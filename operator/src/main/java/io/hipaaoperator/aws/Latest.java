package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What AWS told last, for those whom it only helps: where it is too old one asks anew, and nobody
 * else waits for the answer. A failure counts as long as an answer.
 *
 * @param <T> what is told
 */
final class Latest<T> {
  private record Told<T>(Instant time, Answer<T> answer) {}

  private final Duration kept;
  private final InstantSource clock;
  private final Supplier<Answer<T>> ask;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Told<T> told = new Told<>(Instant.MIN, new Answer.Unreachable<>("not read yet"));

  /** Nothing is told yet. What will be is kept so long. */
  Latest(Duration kept, InstantSource clock, Supplier<Answer<T>> ask) {
    this.kept = kept;
    this.clock = clock;
    this.ask = ask;
  }

  /** What was told last; newer where it is too old and nobody is asking. */
  Answer<T> answer() {
    if (isOld() && asking.tryLock()) {
      try {
        renew();
      } finally {
        asking.unlock();
      }
    }
    return told.answer();
  }

  /** Somebody may have asked meanwhile. */
  private void renew() {
    if (isOld()) {
      Instant began = clock.instant();
      told = new Told<>(began, ask.get());
    }
  }

  private boolean isOld() {
    return !told.time().isAfter(clock.instant().minus(kept));
  }
}

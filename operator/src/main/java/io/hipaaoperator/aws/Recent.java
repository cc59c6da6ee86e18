package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What AWS told a short while ago, so that one call serves all who ask meanwhile. A failure serves
 * them as well: who is throttled does not ask more.
 *
 * @param <T> what is told
 */
final class Recent<T> {
  private final Duration kept;
  private final InstantSource clock;
  private final Map<String, Told<T>> byQuestion = new HashMap<>();

  /** Keeps what is told so long. */
  Recent(Duration kept, InstantSource clock) {
    this.kept = kept;
    this.clock = clock;
  }

  private record Told<T>(Instant time, Answer<T> answer) {}

  /** What was told, or is now. One at a time asks: whoever waits for it shares the answer. */
  synchronized Answer<T> answer(String question, Supplier<Answer<T>> ask) {
    Instant now = clock.instant();
    Told<T> told = byQuestion.get(question);
    if (told == null || !now.isBefore(told.time().plus(kept))) {
      told = new Told<>(now, ask.get());
      byQuestion.put(question, told);
    }
    return told.answer();
  }

  /** What becomes of a write; whatever was told before may be wrong then. */
  <R> Answer<R> written(Supplier<Answer<R>> write) {
    try {
      return write.get();
    } finally {
      forget();
    }
  }

  /** Asks anew next time. */
  synchronized void forget() {
    byQuestion.clear();
  }
}

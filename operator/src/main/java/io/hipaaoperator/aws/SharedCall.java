package io.hipaaoperator.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call whose answer serves all who ask for a while. One makes it, outside of any lock; who asks
 * meanwhile waits for the same. A failure serves for a moment, so that where AWS does not answer
 * not everybody waits in turn to learn it.
 *
 * @param <T> what is told
 */
final class SharedCall<T> {
  private static final Duration FAILURE = Duration.ofSeconds(10);

  private final Supplier<Answer<T>> call;
  private final InstantSource clock;
  private final Duration kept;
  private @Nullable CompletableFuture<Answer<T>> running;
  private @Nullable Answer<T> last;
  private Instant until = Instant.MIN;

  /** Nothing is asked yet; an answer is kept for so long. */
  SharedCall(Supplier<Answer<T>> call, InstantSource clock, Duration kept) {
    this.call = call;
    this.clock = clock;
    this.kept = kept;
  }

  /** What was told, or is now. */
  Answer<T> answer() {
    var mine = new CompletableFuture<Answer<T>>();
    CompletableFuture<Answer<T>> shared = join(mine);
    return shared == mine ? make(mine) : shared.join();
  }

  /** The call that serves now: one that was made, one that is under way, or else this. */
  private synchronized CompletableFuture<Answer<T>> join(CompletableFuture<Answer<T>> next) {
    if (last != null && clock.instant().isBefore(until)) {
      return CompletableFuture.completedFuture(last);
    }
    if (running == null) {
      running = next;
    }
    return running;
  }

  private Answer<T> make(CompletableFuture<Answer<T>> mine) {
    Instant begun = clock.instant();
    Answer<T> answer = new Answer.Unreachable<>("the call did not come to an end");
    try {
      answer = call.get();
    } finally {
      end(answer, begun);
      mine.complete(answer);
    }
    return answer;
  }

  private synchronized void end(Answer<T> answer, Instant begun) {
    running = null;
    last = answer;
    until =
        answer instanceof Answer.Known
            ? begun.plus(kept)
            : clock.instant().plus(Collections.min(List.of(kept, FAILURE)));
  }
}

package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** One asks, nobody waits. */
class LatestTest {
  private static final Duration KEPT = Duration.ofSeconds(60);

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int asked;

  @Test
  void whatWasToldIsKeptForAWhile() {
    var latest = new Latest<>(KEPT, () -> now, () -> Answer.known(++asked));
    assertThat(latest.answer()).isEqualTo(Answer.known(1));
    now = now.plusSeconds(59);
    assertThat(latest.answer()).isEqualTo(Answer.known(1));
    now = now.plusSeconds(1);
    assertThat(latest.answer()).isEqualTo(Answer.known(2));
  }

  /** A dead endpoint holds up one, for as long as a call may take. */
  @Test
  void whileOneAsksTheOthersGetWhatWasToldBefore() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var end = new CompletableFuture<Integer>();
    var slow =
        new Latest<>(
            KEPT,
            () -> now,
            () -> {
              begun.countDown();
              return Answer.known(end.join());
            });
    var first = CompletableFuture.supplyAsync(slow::answer);
    begun.await();

    assertThat(slow.answer()).isInstanceOf(Answer.Unreachable.class);

    end.complete(1);
    assertThat(first.join()).isEqualTo(Answer.known(1));
    assertThat(slow.answer()).isEqualTo(Answer.known(1));
  }
}

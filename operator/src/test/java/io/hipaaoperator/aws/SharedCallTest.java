package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call for all who ask, and nobody else waits for it. */
@Timeout(20)
class SharedCallTest {
  private static final Answer<String> THROTTLED = new Answer.Unreachable<>("throttled by AWS");

  private final AtomicInteger calls = new AtomicInteger();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Supplier<Answer<String>> aws = () -> Answer.known("a");
  private final SharedCall<String> shared =
      new SharedCall<>(this::called, () -> now, Duration.ofMinutes(1));

  private Answer<String> called() {
    calls.incrementAndGet();
    return aws.get();
  }

  @Test
  void anAnswerServesForItsTime() {
    shared.answer();
    now = now.plusSeconds(59);
    shared.answer();
    assertThat(calls).hasValue(1);

    now = now.plusSeconds(1);
    shared.answer();
    assertThat(calls).hasValue(2);
  }

  @Test
  void aFailureServesForAMoment() {
    aws = () -> THROTTLED;
    shared.answer();
    now = now.plusSeconds(9);
    assertThat(shared.answer()).isEqualTo(THROTTLED);
    assertThat(calls).hasValue(1);

    aws = () -> Answer.known("b");
    now = now.plusSeconds(1);
    assertThat(shared.answer()).isEqualTo(Answer.known("b"));
  }

  @Test
  void whoAsksMeanwhileGetsTheSameAnswer() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    aws = () -> held(begun, end);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<Answer<String>> first = threads.submit(shared::answer);
      begun.await();
      List<Future<Answer<String>>> others =
          Stream.generate(() -> threads.submit(shared::answer)).limit(2).toList();
      end.countDown();

      for (Future<Answer<String>> one : List.of(first, others.getFirst(), others.getLast())) {
        assertThat(one.get()).isEqualTo(Answer.known("late"));
      }
    }
    assertThat(calls).hasValue(1);
  }

  private static Answer<String> held(CountDownLatch begun, CountDownLatch end) {
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Answer.known("late");
  }

  /** A bug is told to who ran into it, and leaves nobody waiting. */
  @Test
  void aCallThatThrowsEndsAsWell() {
    aws =
        () -> {
          throw new IllegalStateException("a bug");
        };

    assertThatThrownBy(shared::answer).hasMessage("a bug");
    assertThat(shared.answer()).isInstanceOf(Answer.Unreachable.class);
  }
}

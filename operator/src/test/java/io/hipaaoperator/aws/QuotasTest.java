package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How fast AWS is called. */
class QuotasTest {
  private final Quotas quotas = new Quotas();

  /** Two keys a second: four of them take at least most of a second. */
  @Test
  void callsAreSpreadOverTime() {
    long start = System.nanoTime();

    boolean all = IntStream.range(0, 4).allMatch(_ -> quotas.take(Action.CREATE_KEY));

    assertThat(all).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThan(800_000_000L);
  }

  @Test
  void whoWaitsTooLongIsNotServed() {
    Thread.currentThread().interrupt();

    boolean any = IntStream.range(0, 3).allMatch(_ -> quotas.take(Action.CREATE_KEY));

    assertThat(any).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}

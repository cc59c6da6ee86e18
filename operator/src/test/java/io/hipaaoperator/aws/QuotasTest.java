package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How fast AWS is called. */
class QuotasTest {
  private final Quotas quotas = new Quotas(1);

  /** Two keys a second: four of them take at least most of a second. */
  @Test
  void callsAreSpreadOverTime() {
    long start = System.nanoTime();

    boolean all = IntStream.range(0, 4).allMatch(_ -> quotas.take(Action.CREATE_KEY));

    assertThat(all).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThan(800_000_000L);
  }

  /** An account with quotas ten times as high: twenty keys a second. */
  @Test
  void aHigherRateLetsMoreThrough() {
    var tenfold = new Quotas(10);
    Thread.currentThread().interrupt();

    boolean all = IntStream.range(0, 20).allMatch(_ -> tenfold.take(Action.CREATE_KEY));
    boolean more = IntStream.range(0, 2).allMatch(_ -> tenfold.take(Action.CREATE_KEY));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(all).isTrue();
    assertThat(more).isFalse();
  }

  @Test
  void whoWaitsTooLongIsNotServed() {
    Thread.currentThread().interrupt();

    boolean any = IntStream.range(0, 3).allMatch(_ -> quotas.take(Action.CREATE_KEY));

    assertThat(any).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}

package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The more there are the less often each is read, but not for ever. */
class RememberedTest {
  private final List<String> read = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Remembered<String> remembered =
      new Remembered<>(() -> now, Duration.ofMinutes(1), Duration.ofMinutes(10));

  @Test
  void eachIsGoodAsLongAsAllTake() {
    ask("a", "b", "c");
    after(29);
    ask("a");
    assertThat(read).hasSize(3);

    after(2);
    ask("a");
    assertThat(read).hasSize(4);
  }

  /** They are of sinks that are gone. */
  @Test
  void thoseThatNobodyAsksForCountNoMore() {
    ask("a", "b", "c");
    after(61);
    ask("c");
    read.clear();

    after(11);
    ask("c");
    assertThat(read).containsExactly("c");
  }

  @Test
  void howeverManyThereAreNoneIsOld() {
    IntStream.range(0, 1000).forEach(number -> ask("role-" + number));
    read.clear();

    after(121);
    ask("role-0");
    assertThat(read).containsExactly("role-0");
  }

  private void ask(String... keys) {
    for (String key : keys) {
      remembered.get(
          key,
          "",
          () -> {
            read.add(key);
            return Answer.known(key);
          });
    }
  }

  private void after(int minutes) {
    now = now.plus(Duration.ofMinutes(minutes));
  }
}

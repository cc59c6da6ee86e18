package io.hipaaoperator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One call for all who ask at about the same time. */
class RecentTest {
  private Instant now = Instant.EPOCH;
  private final Recent<String> recent = new Recent<>(Duration.ofSeconds(60), () -> now);
  private final List<String> asked = new ArrayList<>();

  @Test
  void whatWasToldIsKeptForAWhile() {
    assertThat(ask("a")).isEqualTo(Answer.known("a1"));
    now = now.plusSeconds(59);
    assertThat(ask("a")).isEqualTo(Answer.known("a1"));
    assertThat(ask("b")).isEqualTo(Answer.known("b2"));
    now = now.plusSeconds(1);
    assertThat(ask("a")).isEqualTo(Answer.known("a3"));
  }

  @Test
  void whoWroteAsksAnewWhateverBecameOfIt() {
    ask("a");
    Answer<Done> lost = recent.written(() -> new Answer.Unreachable<>("no answer"));

    assertThat(lost).isInstanceOf(Answer.Unreachable.class);
    assertThat(ask("a")).isEqualTo(Answer.known("a2"));
  }

  @Test
  void aFailureServesAllAsWell() {
    Answer<String> failure = new Answer.Unreachable<>("throttled");

    assertThat(recent.answer("a", () -> failure)).isEqualTo(failure);
    assertThat(ask("a")).isEqualTo(failure);
    assertThat(asked).isEmpty();
  }

  private Answer<String> ask(String question) {
    return recent.answer(
        question,
        () -> {
          asked.add(question);
          return Answer.known(question + asked.size());
        });
  }
}

package io.hipaaoperator.external;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.aws.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not get better is tried again less and less often. */
class PaceTest {
  private static final Duration POLL = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Obstacle REFUSED =
      Obstacle.unknown(new Answer.Refused<>("AccessDeniedException", "no"));

  /** Always in the middle of what is random. */
  private static final RandomGenerator MIDDLE = () -> 1L << 63;

  private final Pace pace = new Pace(POLL, MIDDLE);

  @ParameterizedTest
  @CsvSource({"PT0S, PT30S", "PT20S, PT30S", "PT2M, PT2M", "PT2H, PT5M"})
  void aRefusalIsAskedAgainAfterAsLongAsItHasStood(Duration stood, Duration pause) {
    assertThat(pace.after(pass(REFUSED), notReadySince(stood), NOW)).isEqualTo(pause);
  }

  @Test
  void whatIsUnderWayIsLookedAtWhenItIsDue() {
    var waiting = Obstacle.waiting("CreationInDoubt", "", Duration.ofSeconds(20));

    assertThat(pace.after(pass(waiting), notReadySince(Duration.ofHours(1)), NOW))
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void whatAPersonMendsIsLookedAtAsAlways() {
    assertThat(pace.after(pass(Obstacle.stalled("KeyGone", "")), notReadySince(POLL), NOW))
        .isEqualTo(POLL);
  }

  @Test
  void noPauseIsExactlyThatOfAnother() {
    var random = new Pace(POLL, RandomGenerator.getDefault());

    for (int i = 0; i < 1000; i++) {
      assertThat(random.jittered(POLL)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
    }
    assertThat(random.jittered(POLL)).isNotEqualTo(random.jittered(POLL));
  }

  private static ExternalPass<String> pass(Obstacle obstacle) {
    return ExternalPass.without(1, "kitchen", Enforcement.Enforce, obstacle, Map.of(), List.of());
  }

  private static EncryptionKeyStatus notReadySince(Duration since) {
    return Serialization.unmarshal(
        "conditions: [{type: Ready, lastTransitionTime: '%s'}]".formatted(NOW.minus(since)),
        EncryptionKeyStatus.class);
  }
}

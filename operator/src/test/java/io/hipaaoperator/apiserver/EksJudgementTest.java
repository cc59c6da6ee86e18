package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.control.Fact;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EksJudgementTest {
  private static final EksJudgement JUDGEMENT = new EksJudgement("clinic", "arn:1:key/a");

  @ParameterizedTest
  @CsvSource({
    "arn:1:key/a, Encrypted, was given the key",
    "arn:1:key/b, AnotherKey, was given another key: arn:1:key/b",
    "arn:1:alias/a, NotReadable, names an alias",
    ", NotEncrypted, was given no key",
  })
  void itsOwnSettingSaysIt(String key, State state, String words) {
    EncryptionLook look = JUDGEMENT.of(new Fact.Known<>(Optional.ofNullable(key)));

    assertThat(look.state()).isEqualTo(state);
    assertThat(look.message()).startsWith("EKS cluster clinic ").contains(words);
  }

  @Test
  void whatCannotBeReadIsNotKnown() {
    assertThat(JUDGEMENT.of(new Fact.Unreachable<>("denied", true)).state())
        .isEqualTo(State.Refused);
    assertThat(JUDGEMENT.of(new Fact.Unreachable<>("no answer")).state())
        .isEqualTo(State.NotReadable);
  }
}

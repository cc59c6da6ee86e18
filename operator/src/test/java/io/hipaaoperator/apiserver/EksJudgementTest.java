package io.hipaaoperator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.apiserver.EncryptionLook.State;
import io.hipaaoperator.aws.Clusters.Encryption;
import io.hipaaoperator.control.Fact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    EncryptionLook look = JUDGEMENT.of(active(key));

    assertThat(look.state()).isEqualTo(state);
    assertThat(look.message()).startsWith("EKS cluster clinic ").contains(words);
  }

  /** A key that is being given to it is told before it is in force. */
  @ParameterizedTest
  @ValueSource(strings = {"CREATING", "UPDATING", "DELETING", "FAILED", "PENDING", "not told"})
  void whatIsNotInForceIsNotKnown(String state) {
    for (var key : List.of(Optional.of("arn:1:key/a"), Optional.<String>empty())) {
      EncryptionLook look = JUDGEMENT.of(new Fact.Known<>(new Encryption(state, key)));

      assertThat(look.state()).isEqualTo(State.NotReadable);
      assertThat(look.message()).startsWith("EKS cluster clinic is " + state);
    }
  }

  private static Fact<Encryption> active(@Nullable String key) {
    return new Fact.Known<>(new Encryption("ACTIVE", Optional.ofNullable(key)));
  }

  @Test
  void whatCannotBeReadIsNotKnown() {
    assertThat(JUDGEMENT.of(new Fact.Unreachable<>("denied", true)).state())
        .isEqualTo(State.Refused);
    assertThat(JUDGEMENT.of(new Fact.Unreachable<>("no answer")).state())
        .isEqualTo(State.NotReadable);
  }
}

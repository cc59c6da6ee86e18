package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whether a key works is tried, and said. */
class KeyProofTest {
  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());

  @Test
  void aKeyThatIsDisabledIsNotProvenAnyMore() {
    assertThat(Objects.requireNonNull(kept.pass(stored).proof()).usable()).isTrue();
    kept.kms.behind(ALIAS).state = "Disabled";
    kept.kms.fail("encrypt", DENIED);

    assertThat(Objects.requireNonNull(kept.pass(stored).proof()).usable()).isFalse();
  }

  @Test
  void aKeyIsProvenOnceAnHour() {
    var first = Objects.requireNonNull(kept.pass(stored).proof());
    kept.now = kept.now.plus(Duration.ofMinutes(59));
    var second = kept.pass(stored).proof();
    kept.now = kept.now.plus(Duration.ofMinutes(2));
    var third = Objects.requireNonNull(kept.pass(stored).proof());

    assertThat(first.usable()).isTrue();
    assertThat(condition(stored.status(), "KeyUsable").getStatus()).isEqualTo("True");
    assertThat(second).isEqualTo(first);
    assertThat(third.time()).isEqualTo(kept.now.toString());
  }

  /**
   * Configured and proven are two things: a key can be as declared and not work, and both is said.
   */
  @Test
  void aKeyThatDoesNotWorkIsSaidAtOnceAndTriedAgain() {
    kept.kms.fail("encrypt", DENIED);
    EncryptionKeyStatus broken = kept.pass(stored);
    kept.now = kept.now.plus(Duration.ofMinutes(5));

    assertThat(condition(broken, "KeyUsable").getStatus()).isEqualTo("False");
    assertThat(condition(broken, "KeyUsable").getMessage()).contains("AccessDenied");
    assertThat(ready(broken).getReason()).isEqualTo("Converged");
    assertThat(kept.pass(stored)).as("the same again is not written").isEqualTo(broken);
    kept.kms.failing.clear();
    assertThat(condition(kept.pass(stored), "KeyUsable").getStatus()).isEqualTo("True");
  }

  @Test
  void aKeyThatDecryptsWithAnotherContextIsNotProven() {
    kept.kms.loose = true;

    assertThat(condition(kept.pass(stored), "KeyUsable").getMessage())
        .contains("with another context");
  }

  /** That we may not try the wrong context says nothing of what AWS would have done. */
  @Test
  void aKeyOfWhichTheWrongContextCouldNotBeTriedIsNotProven() {
    for (Answer<?> failure : List.of(DENIED, THROTTLED)) {
      kept.kms.fail("decrypt", failure);

      assertThat(condition(kept.pass(stored), "KeyUsable").getReason()).isEqualTo("NotProven");
    }
    assertThat(condition(stored.status(), "KeyUsable").getMessage()).contains("throttled");
  }

  /** Nobody may use the right to prove a key for data. */
  @Test
  void theRightToProveIsForNoOtherContext() {
    kept.pass(stored);

    assertThat(kept.kms.behind(ALIAS).policy)
        .contains(
            "\"StringEquals\":{\"kms:EncryptionContext:hipaa-operator.io/proof\":[\"right\",\"wrong\"]}",
            "\"ForAllValues:StringEquals\":{\"kms:EncryptionContextKeys\":[\"hipaa-operator.io/proof\"]}");
  }
}

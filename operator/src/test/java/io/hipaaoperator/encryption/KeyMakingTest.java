package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.find;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Answer;
import io.hipaaoperator.aws.Dying.Killed;
import io.hipaaoperator.aws.Dying.Moment;
import io.hipaaoperator.aws.Kms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a key is made: once, whatever becomes of the operator and of AWS's answers. */
class KeyMakingTest {
  private KeptKeys kept = new KeptKeys();
  private Stored stored = kept.declare(own());

  @Test
  void aKeyIsMadeAndThenNothingIsWritten() {
    EncryptionKeyStatus first = kept.pass(stored);
    kept.kms.writes.clear();

    assertThat(ready(first).getReason()).isEqualTo("Converged");
    assertThat(condition(first, "Compliant").getStatus()).isEqualTo("True");
    assertThat(first.drift()).isEmpty();
    assertThat(kept.pass(stored)).isEqualTo(first);
    assertThat(kept.kms.writes).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAnyCallLeavesOneKey(Moment moment) {
    int call = 1;
    while (isKilled(call, moment)) {
      assertThat(kept.kms.keys).as("killed %s call %d", moment, call).hasSize(1);
      assertThat(kept.kms.aliases).containsOnlyKeys(ALIAS);
      call++;
      anew();
    }
    assertThat(call).isGreaterThan(10);
  }

  private boolean isKilled(int call, Moment moment) {
    boolean killed = dies(DyingKms.of(Kms.class, kept.kms, call, moment), stored);
    recover();
    return killed;
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void anOperatorThatIsKilledAtAWriteOfTheStatusLeavesOneKey(Moment moment) {
    for (int write = 1; write <= 2; write++) {
      anew();
      assertThat(dies(kept.kms, DyingKms.of(Claims.class, stored, write, moment))).isTrue();
      recover();
      assertThat(kept.kms.keys).hasSize(1);
    }
  }

  private void recover() {
    kept.pass(stored);
    kept.now = kept.now.plus(KeyCreation.SETTLED).plusSeconds(1);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }

  private boolean dies(Kms dying, Claims claims) {
    try {
      kept.pass(stored, dying, claims);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private void anew() {
    kept = new KeptKeys();
    stored = kept.declare(own());
  }

  @Test
  void anAnswerThatIsLostIsWaitedForAndNoSecondKeyIsMade() {
    kept.pass(stored, DyingKms.forgetful(kept.kms), kept);
    assertThat(ready(stored.status()).getReason()).isEqualTo("CreationInDoubt");

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.keys).hasSize(1);
  }

  @Test
  void aCreationThatWasRefusedIsSaidAndNotInDoubt() {
    kept.kms.fail("create", DENIED);
    Condition refused = ready(kept.pass(stored));
    kept.kms.failing.clear();

    assertThat(refused.getReason()).isEqualTo("CreateRefused");
    assertThat(refused.getMessage()).contains("AccessDeniedException");
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }

  /** AWS did not let the call in, so there is no key to wait for. */
  @Test
  void aCreationThatWasThrottledIsNotInDoubt() {
    kept.kms.fail("create", new Answer.Unreachable<>("throttled by AWS", true));
    Condition throttled = ready(kept.pass(stored));
    kept.kms.failing.clear();

    assertThat(throttled.getReason()).isEqualTo("AwsUnreachable");
    assertThat(stored.status().claim()).isNull();
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.keys).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"describe", "tags"})
  void whileNobodyKnowsWhetherThereIsAKeyNoneIsMade(String call) {
    kept.kms.foreign();
    kept.kms.fail(call, THROTTLED);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsUnreachable");
    kept.now = kept.now.plusSeconds(61);
    kept.kms.fail(call, DENIED);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsRefused");
    assertThat(kept.kms.keys).hasSize(1);
    assertThat(condition(stored.status(), "Compliant").getStatus()).isEqualTo("Unknown");
  }

  /** Its policy may not be in force yet. */
  @Test
  void whileAKeyMayHaveBeenMadeOneWhoseTagsAreHiddenMayBeIt() {
    kept.kms.foreign();
    kept.pass(stored, DyingKms.forgetful(kept.kms), kept);
    kept.kms.keys.values().forEach(key -> key.hidden = !key.tags.isEmpty());
    kept.now = kept.now.plus(KeyCreation.SETTLED).plusSeconds(1);

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsRefused");
    assertThat(kept.kms.keys).hasSize(2);
    kept.kms.keys.values().forEach(key -> key.hidden = false);
    kept.now = kept.now.plusSeconds(61);
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.keys).hasSize(2);
  }

  @Test
  void anAliasOfSomebodyElseIsNotTaken() {
    kept.kms.aliases.put(ALIAS, kept.kms.foreign().id);

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AliasTaken");
    assertThat(kept.kms.keys).hasSize(1);
  }

  /** For minutes AWS may not show what it made. */
  @Test
  void aKeyThatIsMadeAndNotShownIsWaitedFor() {
    var lagging = new LaggingKms(kept.kms);
    kept.pass(stored, lagging.calls(), kept);
    EncryptionKeyStatus hidden = kept.pass(stored, lagging.calls(), kept);

    assertThat(ready(hidden).getReason()).isEqualTo("CreationInDoubt");
    assertThat(find(hidden, "Stalled")).isEmpty();
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }

  @Test
  void aKeyThatIsGoneIsNotReplaced() {
    kept.pass(stored);
    kept.now = kept.now.plus(KeyCreation.SETTLED);
    kept.kms.keys.clear();

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("KeyGone");
    assertThat(condition(stored.status(), "Stalled").getStatus()).isEqualTo("True");
    assertThat(kept.kms.keys).isEmpty();
  }
}

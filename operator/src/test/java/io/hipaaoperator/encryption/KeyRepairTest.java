package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.THROTTLED;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Kms.Rotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a key that is other than declared, and what is left alone. */
class KeyRepairTest {
  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());

  @ParameterizedTest
  @ValueSource(strings = {"policy", "rotation", "tags"})
  void whatCouldNotBeReadIsNeitherDriftNorCompliance(String call) {
    kept.pass(stored);
    kept.kms.fail(call, THROTTLED);

    EncryptionKeyStatus after = kept.pass(stored);

    boolean ofControl = call.equals("rotation");
    assertThat(after.drift()).isEmpty();
    assertThat(condition(after, "Compliant").getStatus()).isEqualTo(ofControl ? "Unknown" : "True");
    assertThat(after.keyId()).isNotNull();
    kept.kms.failing.clear();
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }

  @Test
  void aWriteThatIsRefusedIsSaidAndTheOthersAreMade() {
    kept.pass(stored);
    kept.kms.behind(ALIAS).rotation = new Rotation(false, Optional.empty(), Optional.empty());
    kept.kms.behind(ALIAS).description = "mine";
    kept.kms.fail("rotate", DENIED);

    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(ready(after).getReason()).isEqualTo("WriteRefused");
    assertThat(ready(after).getMessage()).contains("rotation", "AccessDeniedException");
    assertThat(condition(after, "Drifted").getReason()).isEqualTo("DriftStands");
    assertThat(kept.kms.behind(ALIAS).description).isEqualTo("records");
    assertThat(kept.pass(stored).driftTotal()).isEqualTo(2);
  }

  @Test
  void aKeyThatRotatesMoreOftenIsLeftSo() {
    kept.pass(stored);
    kept.kms.behind(ALIAS).rotation = MemoryKms.every(90);
    kept.kms.writes.clear();

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.writes).isEmpty();
  }

  /** As security does in an incident; to put the declared policy back would open the key again. */
  @Test
  void whatSomebodyForbidsStaysForbidden() {
    kept.pass(stored);
    MemoryKms.Stored key = kept.kms.behind(ALIAS);
    String forbidding =
        key.policy.replaceFirst(
            "\\[",
            "[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},");
    key.policy = forbidding;

    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(ready(after).getReason()).isEqualTo("PolicyChanged");
    assertThat(condition(after, "Drifted").getStatus()).isEqualTo("True");
    assertThat(after.lastDrift()).contains("policy", "reported");
    assertThat(kept.kms.behind(ALIAS).policy).isEqualTo(forbidding);
    assertThat(kept.pass(stored).driftTotal()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policy", "rotation", "tags"})
  void whatMayNotBeReadIsRefused(String call) {
    kept.pass(stored);
    kept.kms.fail(call, DENIED);

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsRefused");
  }

  /** AWS would refuse, again and again. */
  @Test
  void whatAWSChangesAtNoKeyInThisStateIsNotTried() {
    kept.pass(stored);
    MemoryKms.Stored key = kept.kms.behind(ALIAS);
    key.state = "Disabled";
    key.rotation = new Rotation(false, Optional.empty(), Optional.empty());
    kept.kms.writes.clear();

    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(ready(after).getReason()).isEqualTo("KeyNotUsable");
    assertThat(kept.kms.writes).isEmpty();
    assertThat(after.driftTotal()).isEqualTo(2);
    key.state = "Enabled";
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    assertThat(kept.kms.writes).containsExactly("rotate");
  }

  @Test
  void aDisabledKeyIsReportedOnceAndNeverEnabled() {
    kept.pass(stored);
    kept.kms.behind(ALIAS).state = "Disabled";

    kept.pass(stored);
    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(ready(after).getReason()).isEqualTo("KeyNotUsable");
    assertThat(after.driftTotal()).isEqualTo(1);
    assertThat(after.lastDrift()).contains("state", "reported");
    assertThat(condition(after, "Compliant").getStatus()).isEqualTo("False");
    assertThat(kept.kms.behind(ALIAS).state).isEqualTo("Disabled");
  }
}

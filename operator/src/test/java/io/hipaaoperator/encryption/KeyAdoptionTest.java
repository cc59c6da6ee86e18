package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.DENIED;
import static io.hipaaoperator.encryption.KeptKeys.adopting;
import static io.hipaaoperator.encryption.KeptKeys.condition;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static io.hipaaoperator.encryption.KeptKeys.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.api.KeyRef;
import io.hipaaoperator.external.OwnTags;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that were not made for the resource that names them. */
class KeyAdoptionTest {
  private final KeptKeys kept = new KeptKeys();
  private final MemoryKms.Stored foreign = kept.kms.foreign();
  private final KeyRef arn = new KeyRef(foreign.arn(), null);

  @BeforeEach
  void givePolicy() {
    foreign.policy = "{\"Statement\": []}";
  }

  @Test
  void anAdoptedKeyKeepsItsPolicyTagsRotationAndState() {
    Stored stored = kept.declare(adopting(arn));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    foreign.policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}";
    foreign.state = "PendingDeletion";
    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(after.driftTotal()).isEqualTo(2);
    assertThat(after.drift()).extracting(d -> d.action()).containsOnly("Reported");
    assertThat(foreign.tags).isEmpty();
    assertThat(foreign.rotation.enabled()).isFalse();
    assertThat(foreign.state).isEqualTo("PendingDeletion");
    assertThat(kept.kms.keys).hasSize(1);
  }

  @Test
  void itsRotationIsJudgedAndOnlyRepairedWhenItIsDeclared() {
    EncryptionKeyStatus judged = kept.pass(kept.declare(adopting(arn)));
    var rotated = new KeptKeys(kept.kms);
    rotated.pass(
        rotated.declare(KeySpecs.of(ALIAS, Map.of("rotationPeriodDays", 180, "keyRef", arn))));

    assertThat(condition(judged, "Compliant").getStatus()).isEqualTo("False");
    assertThat(foreign.rotation.periodDays()).contains(180);
  }

  @Test
  void aChangedPolicyIsAcceptedByItsDigest() {
    Stored stored = kept.declare(adopting(arn));
    kept.pass(stored);
    foreign.policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}";
    String message = ready(kept.pass(stored)).getMessage();

    assertThat(ready(stored.status()).getReason()).isEqualTo("PolicyChanged");
    assertThat(message).contains("hipaa-operator.io/accept-policy=");
    stored.annotate("hipaa-operator.io/accept-policy", message.replaceAll(".*=", ""));
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    foreign.policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"another\"}}";
    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("PolicyChanged");
  }

  /** After a cluster is restored, resources have other uids than those that keys were made for. */
  @Test
  void aKeyWhoseResourceIsGoneIsTakenOver() {
    MemoryKms.Stored orphan = orphan();
    Stored restored = kept.declare(spec(ALIAS, "records", new KeyRef(orphan.arn(), null), true));

    assertThat(ready(kept.pass(restored)).getReason()).isEqualTo("Converged");
    assertThat(orphan.tags).containsEntry(OwnTags.UID, restored.uid());
    assertThat(condition(restored.status(), "KeyUsable").getStatus()).isEqualTo("True");
    orphan.rotation = MemoryKms.every(2000);
    assertThat(kept.pass(restored).lastDrift()).contains("rotation", "reverted");
  }

  @Test
  void aKeyWhoseResourceIsGoneIsOtherwiseOnlyObserved() {
    MemoryKms.Stored orphan = orphan();
    var tags = Map.copyOf(orphan.tags);
    String policy = orphan.policy;
    Stored restored = kept.declare(adopting(new KeyRef(orphan.arn(), null)));

    assertThat(ready(kept.pass(restored)).getReason()).isEqualTo("Converged");
    assertThat(orphan.tags).isEqualTo(tags);
    assertThat(orphan.policy).isEqualTo(policy);
    assertThat(condition(restored.status(), "KeyUsable").getStatus()).isEqualTo("True");
  }

  /** An alias may lead to a key of another cluster by mistake. */
  @Test
  void aKeyThatWasMadeForSomeoneIsNotAdoptedByAlias() {
    MemoryKms.Stored orphan = orphan();
    Stored restored = kept.declare(spec("alias/b", null, new KeyRef(null, ALIAS), true));
    kept.kms.writes.clear();

    assertThat(ready(kept.pass(restored)).getReason()).isEqualTo("KeyTaken");
    assertThat(ready(restored.status()).getMessage()).contains("spec.keyRef", orphan.arn());
    assertThat(kept.kms.writes).isEmpty();
  }

  @Test
  void aKeyOfWhichNobodyKnowsWhoseItIsIsNotTakenOver() {
    kept.kms.fail("tags", DENIED);

    Stored stored = kept.declare(spec(ALIAS, null, arn, true));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("AwsRefused");
    assertThat(kept.kms.writes).isEmpty();
  }

  private MemoryKms.Stored orphan() {
    Stored earlier = kept.declare(own());
    kept.pass(earlier);
    kept.remove(earlier);
    return kept.kms.behind(ALIAS);
  }

  @Test
  void aKeyOfAnotherRegionIsNotTakenForGone() {
    Stored stored = kept.declare(adopting(new KeyRef("arn:aws:kms:eu-west-1:1:key/a", null)));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("OtherRegion");
    assertThat(ready(stored.status()).getMessage()).contains("us-east-1", "eu-west-1");
  }

  @Test
  void aKeyOfAnotherAccountIsNotTakenForMissing() {
    Stored stored = kept.declare(adopting(new KeyRef("arn:aws:kms:us-east-1:2:key/a", null)));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("OtherAccount");
    assertThat(condition(stored.status(), "Stalled").getStatus()).isEqualTo("True");
  }

  @Test
  void aKeyOfAnotherAccountThatIsShownIsLookedAt() {
    Stored stored =
        kept.declare(adopting(new KeyRef("arn:aws:kms:us-east-1:2:key/" + foreign.id, null)));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
  }
}

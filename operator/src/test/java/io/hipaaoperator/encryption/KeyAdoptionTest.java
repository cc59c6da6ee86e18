package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.adopting;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec.KeyRef;
import io.hipaaoperator.api.EncryptionKeyStatus;
import org.junit.jupiter.api.Test;

/** Keys that somebody else made. */
class KeyAdoptionTest {
  private final KeptKeys kept = new KeptKeys();

  @Test
  void anAdoptedKeyKeepsItsPolicyTagsAndState() {
    MemoryKms.Stored foreign = kept.kms.foreign();
    foreign.policy = "{\"Statement\": []}";
    Stored stored = kept.declare(adopting(new KeyRef("arn:aws:kms:us-east-1:1:key/" + foreign.id, null)));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("Converged");
    foreign.policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}}";
    foreign.state = "PendingDeletion";
    EncryptionKeyStatus after = kept.pass(stored);

    assertThat(after.driftTotal()).isEqualTo(2);
    assertThat(after.drift()).extracting(d -> d.action()).containsOnly("Reported");
    assertThat(foreign.tags).isEmpty();
    assertThat(foreign.state).isEqualTo("PendingDeletion");
    assertThat(kept.kms.keys).hasSize(1);
  }

  @Test
  void aKeyOfAnotherRegionIsNotTakenForGone() {
    Stored stored = kept.declare(adopting(new KeyRef("arn:aws:kms:eu-west-1:1:key/a", null)));

    assertThat(ready(kept.pass(stored)).getReason()).isEqualTo("OtherRegion");
    assertThat(ready(stored.status()).getMessage()).contains("us-east-1", "eu-west-1");
  }
}

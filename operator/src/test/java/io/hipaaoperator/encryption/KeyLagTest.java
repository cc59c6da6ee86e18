package io.hipaaoperator.encryption;

import static io.hipaaoperator.encryption.KeptKeys.ALIAS;
import static io.hipaaoperator.encryption.KeptKeys.own;
import static io.hipaaoperator.encryption.KeptKeys.ready;
import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeyStatus;
import io.hipaaoperator.aws.Kms.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys in a KMS that shows late what was written to it. */
class KeyLagTest {
  private final KeptKeys kept = new KeptKeys();
  private final Stored stored = kept.declare(own());
  private final LaggingKms lagging = new LaggingKms(kept.kms);

  @Test
  void aFreshKeyShowsNoDrift() {
    List<String> reasons = new ArrayList<>();
    for (int look = 0; look < 4; look++) {
      EncryptionKeyStatus after = pass();
      reasons.add(ready(after).getReason());
      assertThat(after.drift()).isEmpty();
      lagging.catchUp();
    }

    assertThat(reasons).contains("NotInForce").endsWith("Converged");
    assertThat(kept.kms.keys).hasSize(1);
  }

  /** AWS says that an alias is there, and does not show it. */
  @Test
  void anAliasThatIsNotShownYetIsNoRefusal() {
    kept.pass(stored);
    kept.kms.aliases.clear();
    lagging.catchUp();

    pass();

    assertThat(ready(pass()).getReason()).isEqualTo("NotInForce");
    lagging.catchUp();
    assertThat(ready(pass()).getReason()).isEqualTo("Converged");
  }

  @Test
  void aDriftThatIsSeenRepairedLateIsCountedOnce() {
    kept.pass(stored);
    kept.kms.behind(ALIAS).rotation = new Rotation(false, Optional.empty(), Optional.empty());
    lagging.catchUp();

    assertThat(ready(pass()).getReason()).isEqualTo("NotInForce");
    assertThat(ready(pass()).getReason()).isEqualTo("NotInForce");
    lagging.catchUp();
    EncryptionKeyStatus after = pass();

    assertThat(ready(after).getReason()).isEqualTo("Converged");
    assertThat(after.driftTotal()).isEqualTo(1);
    assertThat(after.drift()).extracting(d -> d.action()).containsExactly("Reverted");
  }

  private EncryptionKeyStatus pass() {
    return kept.pass(stored, lagging.calls(), kept);
  }
}

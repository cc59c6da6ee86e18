package io.hipaaoperator.controls.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.api.EncryptionKeySpec;
import io.hipaaoperator.aws.Account.Identity;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.control.Fact;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.encryption.DeclaredKey;
import io.hipaaoperator.encryption.EncryptionFacts;
import io.hipaaoperator.encryption.KeySpecs;
import io.hipaaoperator.encryption.PastRotations;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A21. */
class KeyRotationTest {
  private static final Rotation OFF = new Rotation(false, Optional.empty(), Optional.empty());

  @Test
  void rotatedAsDeclaredComplies() {
    assertThat(verdict("Enabled", every(365)))
        .isEqualTo(
            Verdict.compliant("rotated every 365 days, not yet due, as of 2026-03-02T00:00:00Z"));
    assertThat(verdict("Enabled", every(90))).isInstanceOf(Verdict.Compliant.class);
  }

  @Test
  void theLastRotationIsEvidence() {
    Facts facts =
        facts("Enabled", every(365))
            .with(
                EncryptionFacts.ROTATIONS,
                past(Optional.of(Instant.parse("2026-03-01T00:00:00Z"))));

    assertThat(judged(facts).evidence())
        .hasToString(
            "[rotated every 365 days, last on 2026-03-01T00:00:00Z, as of 2026-03-02T00:00:00Z]");
  }

  @Test
  void notRotatedOrTooSeldomViolates() {
    assertThat(verdict("Enabled", OFF)).isEqualTo(Verdict.violated("rotation is off"));
    assertThat(verdict("Enabled", every(400)))
        .isEqualTo(Verdict.violated("rotated every 400 days, declared is every 365 days"));
    assertThat(verdict("Disabled", every(365))).isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void whatCouldNotBeReadIsUndetermined() {
    Facts facts =
        facts("Enabled", OFF)
            .with(EncryptionFacts.ROTATION, new Fact.Unreachable<>("throttled by AWS"));

    assertThat(judged(facts)).isEqualTo(Verdict.undetermined("throttled by AWS"));
    assertThat(judged(Facts.none())).isInstanceOf(Verdict.Undetermined.class);
  }

  private static Rotation every(int days) {
    return new Rotation(true, Optional.of(days), Optional.empty());
  }

  private static PastRotations.Evidence past(Optional<Instant> last) {
    return new PastRotations.Evidence(last, Instant.parse("2026-03-02T00:00:00Z"));
  }

  private static Verdict verdict(String state, Rotation rotation) {
    return judged(facts(state, rotation));
  }

  private static Facts facts(String state, Rotation rotation) {
    return Facts.none()
        .with(EncryptionFacts.STATE, state)
        .with(EncryptionFacts.ROTATION, rotation)
        .with(EncryptionFacts.ROTATIONS, past(Optional.empty()));
  }

  private static Verdict judged(Facts facts) {
    EncryptionKeySpec spec = KeySpecs.of("alias/a", "");
    var key = new DeclaredKey("a", "u", spec, Set.of(), new Identity("aws", "1"), "us-east-1");
    return KeyRotation.CONTROL.judge(key, facts).orElseThrow().verdict();
  }
}

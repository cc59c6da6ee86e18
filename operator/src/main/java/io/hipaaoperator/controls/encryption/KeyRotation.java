package io.hipaaoperator.controls.encryption;

import io.hipaaoperator.aws.Kms.Key;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.control.Citation;
import io.hipaaoperator.control.Control;
import io.hipaaoperator.control.Facts;
import io.hipaaoperator.control.Severity;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.encryption.DeclaredKey;
import io.hipaaoperator.encryption.EncryptionFacts;
import io.hipaaoperator.encryption.PastRotations;
import java.util.List;

/**
 * A21: the key is rotated, at least as often as declared. AWS rotates no key that is disabled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotation</a>
 */
public final class KeyRotation {
  /** The control. */
  public static final Control<DeclaredKey> CONTROL =
      new Control<>(
          "A21",
          "KMS rotation",
          Citation.addressable("164.312(a)(2)(iv)"),
          List.of("SC-12"),
          Severity.IMPORTANT,
          List.of(EncryptionFacts.STATE, EncryptionFacts.ROTATION, EncryptionFacts.ROTATIONS),
          List.of(),
          (key, facts) -> true,
          KeyRotation::check,
          (key, facts) -> List.of());

  private KeyRotation() {}

  private static Verdict check(DeclaredKey key, Facts facts) {
    Rotation rotation = facts.known(EncryptionFacts.ROTATION);
    String state = facts.known(EncryptionFacts.STATE);
    int declared = key.spec().rotationPeriodDays();
    if (!state.equals(Key.ENABLED)) {
      return Verdict.violated("AWS does not rotate the key: it is " + state);
    }
    if (!rotation.enabled()) {
      return Verdict.violated("rotation is off");
    }
    return rotation.isWithin(declared)
        ? Verdict.compliant(words(rotation) + last(facts.known(EncryptionFacts.ROTATIONS)))
        : Verdict.violated(words(rotation) + ", declared is every " + declared + " days");
  }

  private static String words(Rotation rotation) {
    return "rotated every " + rotation.days() + " days";
  }

  private static String last(PastRotations.Evidence past) {
    return past.last().map(time -> ", last on " + time).orElse(", not yet due")
        + ", as of "
        + past.asOf();
  }
}

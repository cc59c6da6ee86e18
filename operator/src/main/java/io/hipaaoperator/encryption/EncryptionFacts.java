package io.hipaaoperator.encryption;

import io.hipaaoperator.apiserver.EncryptionLook;
import io.hipaaoperator.aws.Kms.Rotation;
import io.hipaaoperator.control.FactKind;
import java.util.Optional;

/** The kinds of facts that are read about a key. */
public final class EncryptionFacts {
  /** AWS's word on the key's state, for example Enabled. */
  public static final FactKind<String> STATE = FactKind.named("the key's state");

  /** Whether and how the key is rotated. */
  public static final FactKind<Rotation> ROTATION = FactKind.named("the key's rotation");

  /** When the key was rotated last, and when AWS said so. */
  public static final FactKind<PastRotations.Evidence> ROTATIONS =
      FactKind.named("the key's rotations");

  /** How the API server encrypts; empty where nothing is declared of it. */
  public static final FactKind<Optional<EncryptionLook>> API_SERVER =
      FactKind.named("how the API server encrypts");

  private EncryptionFacts() {}
}

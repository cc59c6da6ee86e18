package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Seals values for one Secret, in strict scope: under another name or in another namespace they
 * don't open. Who seals asks the certificate first whether it is {@link SealingCertificate#validAt
 * valid}.
 */
public final class Sealer {
  /** Bytes of a value that still fits into a Secret, as Kubernetes limits it. */
  public static final int MOST_BYTES = 1 << 20;

  private final SealingCertificate certificate;
  private final String namespace;
  private final String name;
  private final String fingerprint;
  private final SecureRandom random = new SecureRandom();

  /**
   * A sealer.
   *
   * @throws SealError when the namespace or the name is not one that Kubernetes takes
   */
  public Sealer(SealingCertificate certificate, String namespace, String name) {
    this.certificate = certificate;
    this.fingerprint = certificate.fingerprint();
    this.namespace = Names.namespace(namespace);
    this.name = Names.name(name);
  }

  /**
   * The sealed value. The value itself is left to its owner to wipe.
   *
   * @throws SealError when the value is longer than a Secret
   */
  public SealedValue seal(byte[] value) {
    if (value.length > MOST_BYTES) {
      throw new SealError(Reason.UNSEALABLE, "value: longer than %d bytes".formatted(MOST_BYTES));
    }
    byte[] label = Scope.STRICT.label(namespace, name);
    byte[] envelope = Envelope.seal(certificate.key(), label, value, random);
    return new SealedValue(Base64.getEncoder().encodeToString(envelope), Optional.of(fingerprint));
  }

  /** The same. */
  public SealedValue seal(SecretValue value) {
    return seal(value.bytes());
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }
}

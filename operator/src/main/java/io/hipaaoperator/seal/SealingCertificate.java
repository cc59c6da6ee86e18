package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The certificate of a sealed-secrets controller, or of an offline recovery key. The controller's
 * own is signed by itself alone, so there is no chain to verify: who hands it out must be trusted.
 *
 * @param key its RSA key, of at least {@value #LEAST_BITS} bits
 * @param notBefore from when it is valid
 * @param notAfter until when it is valid
 */
public record SealingCertificate(RSAPublicKey key, Instant notBefore, Instant notAfter) {
  /** Bits of a key that is fit to seal with. The controller's own has 4096. */
  public static final int LEAST_BITS = 2048;

  private static final int MOST_BITS = 16_384;
  private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int MOST_BYTES = 1 << 14;
  private static final String KIND = "CERTIFICATE";

  /** Two clocks need not agree to the second when a certificate is new. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /**
   * A certificate.
   *
   * @throws SealError when its key is not fit to seal with
   */
  public SealingCertificate {
    int bits = key.getModulus().bitLength();
    if (bits < LEAST_BITS || bits > MOST_BITS) {
      throw unfit("its RSA key has %d bits, not %d to %d".formatted(bits, LEAST_BITS, MOST_BITS));
    }
    BigInteger exponent = key.getPublicExponent();
    if (exponent.compareTo(LEAST_EXPONENT) < 0
        || exponent.bitLength() >= Integer.SIZE
        || !exponent.testBit(0)
        || !key.getModulus().testBit(0)) {
      throw unfit("its RSA key is not one that is safe to seal with");
    }
  }

  /**
   * The first certificate of a text in PEM, as kubeseal takes it.
   *
   * @throws SealError when there is none, or its key is not fit to seal with
   */
  public static SealingCertificate parse(String pem) {
    if (pem.length() > MOST_CHARACTERS) {
      throw malformed("longer than any certificate");
    }
    Pem block = Pem.first(pem, KIND).orElseThrow(() -> malformed("no certificate in PEM"));
    CertificateFields fields = fields(block);
    return new SealingCertificate(rsa(fields.key()), fields.notBefore(), fields.notAfter());
  }

  private static CertificateFields fields(Pem block) {
    try {
      byte[] der = block.der();
      if (der.length <= MOST_BYTES) {
        return CertificateFields.read(der);
      }
    } catch (IOException | ParseException | RuntimeException e) {
      // told below, in one way for all that is no certificate
    }
    throw malformed("the first block of PEM is no X.509 certificate");
  }

  private static RSAPublicKey rsa(SubjectPublicKeyInfo info) {
    if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      throw unfit("its key is no RSA key, which is what SealedSecrets are sealed to");
    }
    try {
      var key = org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(info.parsePublicKey());
      var numbers = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw malformed("its RSA key can't be read");
    }
  }

  /**
   * Itself, if it may be sealed to at this time.
   *
   * @throws SealError when it has expired, or is not valid yet
   */
  public SealingCertificate validAt(Instant time) {
    if (time.isAfter(notAfter)) {
      throw new SealError(Reason.CERTIFICATE_EXPIRED, "the certificate expired at " + notAfter);
    }
    if (time.plus(CLOCK_SKEW).isBefore(notBefore)) {
      throw new SealError(
          Reason.CERTIFICATE_NOT_YET_VALID, "the certificate is not valid before " + notBefore);
    }
    return this;
  }

  /**
   * The id of its key as the controller logs it: OpenSSH's fingerprint, such as {@code
   * SHA256:uT2x...}.
   */
  public String fingerprint() {
    return Fingerprint.of(key);
  }

  private static SealError malformed(String why) {
    return new SealError(Reason.CERTIFICATE_MALFORMED, "certificate: " + why);
  }

  private static SealError unfit(String why) {
    return new SealError(Reason.CERTIFICATE_UNFIT, "certificate: " + why);
  }

  @Override
  public String toString() {
    return "certificate " + fingerprint() + ", valid until " + notAfter;
  }
}

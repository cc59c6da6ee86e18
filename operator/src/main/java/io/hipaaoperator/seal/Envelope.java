package io.hipaaoperator.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * A value under a key of its own, and that key under an RSA key: two bytes of length, the RSA
 * ciphertext, the AES-256-GCM ciphertext. The nonce is zero, which is safe since each key encrypts
 * once. SHA-256 is said for both hashes of OAEP: the JDK's default for the second is SHA-1.
 */
final class Envelope {
  private static final int TAG_BITS = 128;
  private static final byte[] NONCE = new byte[12];

  private Envelope() {}

  static byte[] seal(RSAPublicKey key, byte[] label, byte[] value, SecureRandom random) {
    try (SessionKey session = SessionKey.random(random)) {
      byte[] wrapped = wrap(key, label, session, random);
      byte[] sealed = gcm(Cipher.ENCRYPT_MODE, session, value, 0);
      return ByteBuffer.allocate(Short.BYTES + wrapped.length + sealed.length)
          .putShort((short) wrapped.length)
          .put(wrapped)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA-OAEP and AES-GCM", e);
    }
  }

  private static byte[] wrap(
      RSAPublicKey key, byte[] label, SessionKey session, SecureRandom random)
      throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.ENCRYPT_MODE, key, oaep(label), random);
    return rsa.doFinal(session.bytes());
  }

  /**
   * The value, which the caller wipes.
   *
   * @throws GeneralSecurityException when the key does not open it
   * @throws RuntimeException when it was changed so that a provider trips over it
   */
  static byte[] open(RSAPrivateKey key, byte[] label, byte[] envelope)
      throws GeneralSecurityException {
    int end = Short.BYTES + wrappedLength(envelope);
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(Cipher.DECRYPT_MODE, key, oaep(label));
    try (SessionKey session =
        SessionKey.of(rsa.doFinal(envelope, Short.BYTES, end - Short.BYTES))) {
      return gcm(Cipher.DECRYPT_MODE, session, envelope, end);
    }
  }

  private static byte[] gcm(int mode, SessionKey session, byte[] input, int from)
      throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
    aes.init(mode, session, new GCMParameterSpec(TAG_BITS, NONCE));
    return aes.doFinal(input, from, input.length - from);
  }

  private static OAEPParameterSpec oaep(byte[] label) {
    return new OAEPParameterSpec(
        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(label));
  }

  /** Whether its parts have lengths that an envelope to some fit key has. */
  static boolean isWellFormed(byte[] envelope) {
    int shortest = SealingCertificate.LEAST_BITS / Byte.SIZE;
    return envelope.length >= Short.BYTES
        && wrappedLength(envelope) >= shortest
        && envelope.length >= Short.BYTES + wrappedLength(envelope) + TAG_BITS / Byte.SIZE;
  }

  /** Bytes of the RSA ciphertext, which are those of the key's modulus. */
  static int wrappedLength(byte[] envelope) {
    return Short.toUnsignedInt(ByteBuffer.wrap(envelope).getShort());
  }
}

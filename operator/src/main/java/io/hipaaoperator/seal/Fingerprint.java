package io.hipaaoperator.seal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** OpenSSH's fingerprint of a public key: SHA-256 over its encoding of RFC 4253 section 6.6. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(RSAPublicKey key) {
    byte[] digest =
        sha256(
            field("ssh-rsa".getBytes(StandardCharsets.US_ASCII)),
            field(key.getPublicExponent()),
            field(key.getModulus()));
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }

  /** An mpint: a sign bit first, as Java has it. */
  private static byte[] field(BigInteger number) {
    return field(number.toByteArray());
  }

  private static byte[] field(byte[] bytes) {
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

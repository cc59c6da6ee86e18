package io.hipaaoperator.seal;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** An AES-256 key for one value, wiped when it is closed. */
final class SessionKey implements SecretKey, AutoCloseable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 32;

  private final transient byte[] bytes;

  private SessionKey(byte[] bytes) {
    this.bytes = bytes;
  }

  static SessionKey random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SessionKey(bytes);
  }

  /**
   * A key of these bytes, which are its own from now on.
   *
   * @throws InvalidKeyException when they are not 32
   */
  static SessionKey of(byte[] bytes) throws InvalidKeyException {
    if (bytes.length != BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw new InvalidKeyException("not " + BYTES + " bytes");
    }
    return new SessionKey(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, since the cipher keeps what it gets. */
  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "session key";
  }
}

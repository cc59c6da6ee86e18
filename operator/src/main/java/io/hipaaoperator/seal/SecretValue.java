package io.hipaaoperator.seal;

import java.util.Arrays;

/** A secret in memory, wiped when it is closed. It has no text, no equality and no hash. */
public final class SecretValue implements AutoCloseable {
  private final byte[] bytes;
  private boolean isWiped;

  /** A secret of these bytes, which are its own from now on: nobody else may keep them. */
  public SecretValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The bytes themselves and no copy: they become zero when the secret is closed.
   *
   * @throws IllegalStateException when it was closed
   */
  public byte[] bytes() {
    if (isWiped) {
      throw new IllegalStateException("the secret was wiped");
    }
    return bytes;
  }

  @Override
  public void close() {
    isWiped = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "secret value";
  }
}

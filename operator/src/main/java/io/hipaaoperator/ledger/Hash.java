package io.hipaaoperator.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A hash of the Merkle tree: SHA-256 with a first byte that tells leaves from nodes, so that
 * neither can pass for the other (RFC 6962 section 2.1).
 */
public final class Hash {
  static final int BYTES = 32;
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** The root of a tree without leaves. */
  public static final Hash EMPTY = new Hash(sha256());

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A hash that was kept as bytes.
   *
   * @throws Malformed when they are not 32
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new Malformed("hash: not " + BYTES + " bytes");
    }
    return new Hash(bytes.clone());
  }

  /** The hash of an entry, from its stored bytes. */
  public static Hash ofLeaf(byte[] stored) {
    return new Hash(sha256(LEAF, stored));
  }

  /** The hash over two neighbours. */
  public static Hash ofNode(Hash left, Hash right) {
    return new Hash(sha256(NODE, left.bytes, right.bytes));
  }

  /** Its 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
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

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** In base64, as a checkpoint has it. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

package io.hipaaoperator.purge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of all hashes here. */
final class Sha256 {
  private Sha256() {}

  static MessageDigest of() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

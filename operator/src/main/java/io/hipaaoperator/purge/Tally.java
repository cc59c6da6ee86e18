package io.hipaaoperator.purge;

import java.security.MessageDigest;
import java.util.List;

/** How many records, and one digest over the digests of all in their order. */
final class Tally {
  private final MessageDigest chain = Sha256.of();
  private long rows;

  void add(List<byte[]> digests) {
    rows += digests.size();
    digests.forEach(chain::update);
  }

  long rows() {
    return rows;
  }

  /** Of what was added until now. */
  byte[] digest() {
    try {
      return ((MessageDigest) chain.clone()).digest();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the platform can be cloned", e);
    }
  }
}

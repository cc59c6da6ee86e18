package io.hipaaoperator.ledger;

/**
 * Signs notes. One holds an Ed25519 key itself ({@link Ed25519Signer}); another can ask a service
 * for an ECDSA signature, for example KMS with a key of {@code ECC_NIST_P256}.
 */
public interface NoteSigner {
  /** The key that verifies what this signs. */
  NoteKey key();

  /**
   * The signature of a text: 64 bytes for Ed25519; for ECDSA the DER that KMS answers with to
   * {@code ECDSA_SHA_256}.
   */
  byte[] sign(byte[] text);
}

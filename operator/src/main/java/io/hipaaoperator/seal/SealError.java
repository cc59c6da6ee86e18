package io.hipaaoperator.seal;

/**
 * Why something can't be sealed, opened or read. The message is fit for a person and names the
 * field; nothing of a value, a key or a ciphertext is in it.
 */
public final class SealError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, for a condition's reason. */
  public enum Reason {
    /** The certificate is none. */
    CERTIFICATE_MALFORMED,
    /** The certificate's time is over. */
    CERTIFICATE_EXPIRED,
    /** The certificate's time has not come. */
    CERTIFICATE_NOT_YET_VALID,
    /** The certificate's key is no RSA key, or one too weak to seal with. */
    CERTIFICATE_UNFIT,
    /** The private key is none, or no RSA key. */
    KEY_MALFORMED,
    /** What is to be sealed has no fit name, namespace or value. */
    UNSEALABLE,
    /** The ciphertext is none. */
    CIPHERTEXT_MALFORMED,
    /** No key opens it: another key, another scope, name or namespace, or it was changed. */
    NOT_OPENED,
    /** The object is no SealedSecret, or none that is read here. */
    DOCUMENT_MALFORMED
  }

  private final Reason reason;

  SealError(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What kind of failure it is. */
  public Reason reason() {
    return reason;
  }
}

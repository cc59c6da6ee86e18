package io.hipaaoperator.ledger;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Signs with an Ed25519 key of its own (RFC 8032). */
public final class Ed25519Signer implements NoteSigner {
  private static final String MARK = "PRIVATE+KEY+";

  private final Ed25519PrivateKeyParameters secret;
  private final NoteKey key;

  private Ed25519Signer(String name, Ed25519PrivateKeyParameters secret) {
    this.secret = secret;
    this.key = NoteKey.ed25519(name, secret.generatePublicKey().getEncoded());
  }

  /**
   * A signer from 32 secret random bytes.
   *
   * @throws Malformed when the name or the length is wrong
   */
  public static Ed25519Signer of(String name, byte[] seed) {
    if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new Malformed("signing key: not " + Ed25519PrivateKeyParameters.KEY_SIZE + " bytes");
    }
    return new Ed25519Signer(name, new Ed25519PrivateKeyParameters(seed));
  }

  /**
   * A signer from a line as Go's {@code note} package writes it: {@code
   * PRIVATE+KEY+name+id+base64}.
   *
   * @throws Malformed when it is none
   */
  public static Ed25519Signer parse(String line) {
    String[] parts =
        line.startsWith(MARK) ? line.substring(MARK.length()).split("\\+", 3) : new String[0];
    if (parts.length != 3) {
      throw new Malformed("signing key: not of the form PRIVATE+KEY+name+id+base64");
    }
    byte[] typed = Text.base64("signing key", parts[2]);
    if (typed.length == 0 || typed[0] != NoteKey.ED25519) {
      throw new Malformed("signing key: not of type Ed25519");
    }
    Ed25519Signer signer = of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!signer.key.hexId().equals(parts[1])) {
      throw new Malformed("signing key: the id does not belong to the key");
    }
    return signer;
  }

  /** The secret, as {@link #parse} reads it: for a file that its owner alone can read. */
  public String line() {
    byte[] typed = new byte[1 + Ed25519PrivateKeyParameters.KEY_SIZE];
    typed[0] = NoteKey.ED25519;
    secret.encode(typed, 1);
    return MARK + key.label() + "+" + Text.base64(typed);
  }

  @Override
  public NoteKey key() {
    return key;
  }

  @Override
  public byte[] sign(byte[] text) {
    var signer = new org.bouncycastle.crypto.signers.Ed25519Signer();
    signer.init(true, secret);
    signer.update(text, 0, text.length);
    return signer.generateSignature();
  }

  /** The name, and nothing of the secret. */
  @Override
  public String toString() {
    return "signer of " + key.label();
  }
}

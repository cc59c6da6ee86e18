package io.hipaaoperator.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A line of a note: whose signature, and the signature.
 *
 * @param name name of the key
 * @param keyId first four bytes of a hash of the key
 * @param base64 the key's id and the signature
 */
record NoteSignature(String name, int keyId, String base64) {
  private static final String DASH = "— ";

  /**
   * Reads a line without its line break.
   *
   * @throws Malformed naming the part
   */
  static NoteSignature parse(String line) {
    if (!line.startsWith(DASH)) {
      throw new Malformed("note: a signature line does not begin with an em dash and a space");
    }
    String[] parts = line.substring(DASH.length()).split(" ", -1);
    if (parts.length != 2) {
      throw new Malformed("note: a signature line is not a name and a signature");
    }
    NoteKey.requireName(parts[0]);
    byte[] bytes = Text.base64("note: signature", parts[1]);
    if (bytes.length <= Integer.BYTES) {
      throw new Malformed("note: signature: too short");
    }
    return new NoteSignature(parts[0], ByteBuffer.wrap(bytes).getInt(), parts[1]);
  }

  static NoteSignature of(NoteSigner signer, byte[] message) {
    byte[] value = signer.sign(message);
    NoteKey key = signer.key();
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + value.length).putInt(key.id()).put(value).array();
    return new NoteSignature(key.name(), key.id(), Text.base64(bytes));
  }

  boolean isBy(NoteKey key) {
    return name.equals(key.name()) && keyId == key.id();
  }

  byte[] value() {
    byte[] bytes = Text.base64("note: signature", base64);
    return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
  }

  String line() {
    return DASH + name + " " + base64 + "\n";
  }
}

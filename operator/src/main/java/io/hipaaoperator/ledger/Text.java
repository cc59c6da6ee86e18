package io.hipaaoperator.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as text, without the leniency that would let two spellings mean one thing. */
final class Text {
  private Text() {}

  /**
   * The text that these bytes are in UTF-8.
   *
   * @throws Malformed when they are none
   */
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  /**
   * The bytes that this is the base64 of (RFC 4648 section 4), padded, with no bit left over.
   *
   * @throws Malformed naming the field
   */
  static byte[] base64(String field, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // told below, in one way for all that is no base64
    }
    throw new Malformed(field + ": not base64");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

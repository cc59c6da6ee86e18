package io.hipaaoperator.seal;

import java.util.Base64;
import java.util.Optional;

/**
 * A block of PEM: the first of its kind in a text.
 *
 * @param kind such as {@code CERTIFICATE}
 * @param content what stands between the two lines
 */
record Pem(String kind, String content) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The first block whose kind ends so. */
  static Optional<Pem> first(String text, String ending) {
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      Optional<Pem> block = at(text, at + BEGIN.length());
      if (block.filter(pem -> pem.kind.endsWith(ending)).isPresent()) {
        return block;
      }
      at = text.indexOf(BEGIN, at + 1);
    }
    return Optional.empty();
  }

  private static Optional<Pem> at(String text, int from) {
    int line = text.indexOf(DASHES, from);
    String kind = line < 0 ? "" : text.substring(from, line);
    int start = line + DASHES.length();
    int end = text.indexOf(END + kind + DASHES, start);
    return line < 0 || end < 0
        ? Optional.empty()
        : Optional.of(new Pem(kind, text.substring(start, end)));
  }

  /**
   * The bytes in it.
   *
   * @throws IllegalArgumentException when it is no base64
   */
  byte[] der() {
    return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
  }

  /** Its kind alone: the rest may be a private key. */
  @Override
  public String toString() {
    return kind;
  }
}

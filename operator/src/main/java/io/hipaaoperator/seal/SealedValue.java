package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A sealed value. The ciphertext itself does not say which key it is for.
 *
 * @param ciphertext in base64, as it stands in {@code spec.encryptedData}
 * @param fingerprint of the key it is sealed to, where that is known
 */
public record SealedValue(String ciphertext, Optional<String> fingerprint) {

  /**
   * Bits of the key it is sealed to. Whether it opens, only the owner of that key can tell.
   *
   * @throws SealError when it is no ciphertext by its form
   */
  public int keyBits() {
    return Envelope.wrappedLength(envelope()) * Byte.SIZE;
  }

  /** Whether it is a ciphertext by its form. */
  public boolean isWellFormed() {
    return bytes().isPresent();
  }

  /** Its bytes; line breaks are passed over, as the controller does. */
  byte[] envelope() {
    return bytes()
        .orElseThrow(
            () ->
                new SealError(
                    Reason.CIPHERTEXT_MALFORMED,
                    "no sealed value: not base64 of an RSA and an AES-GCM part"));
  }

  private Optional<byte[]> bytes() {
    try {
      byte[] envelope = Base64.getDecoder().decode(ciphertext.replaceAll("[\r\n]", ""));
      return Optional.of(envelope).filter(Envelope::isWellFormed);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A digest of the ciphertext, so of nothing secret. */
  String digest() {
    byte[] digest = Fingerprint.sha256(ciphertext.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, Long.BYTES);
  }
}

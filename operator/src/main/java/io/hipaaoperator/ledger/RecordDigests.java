package io.hipaaoperator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a record without saying its id: HMAC-SHA-256 over the table and the values of the primary
 * key, separated by a zero byte, which no text of PostgreSQL can hold. Who has the key and an id
 * can find its entries; who has the log alone can't try all ids.
 */
public final class RecordDigests {
  /** RFC 2104: shorter than the hash's output is weaker than the hash. */
  private static final int LEAST_KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  /** Keyed and never fed: a copy of it costs less than to make one and key it. */
  private final Mac keyed;

  /**
   * Digests under a key.
   *
   * @throws Malformed when the key is shorter than 32 bytes
   */
  public RecordDigests(byte[] key) {
    if (key.length < LEAST_KEY_BYTES) {
      throw new Malformed("digest key: shorter than " + LEAST_KEY_BYTES + " bytes");
    }
    this.keyed = keyed(new SecretKeySpec(key, ALGORITHM));
  }

  /**
   * The digest of a record, 64 hexadecimal digits.
   *
   * @param table the table as the policy names it
   * @param id the primary key's values, as the database writes them as text
   */
  public String of(String table, List<String> id) {
    return HexFormat.of().formatHex(bytes(table, id));
  }

  /** The same as its 32 bytes. */
  public byte[] bytes(String table, List<String> id) {
    String message = table + "\0" + String.join("\0", id);
    try {
      return ((Mac) keyed.clone()).doFinal(message.getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " of the platform can be cloned", e);
    }
  }

  /** Those of several records of a table, in their order. */
  public List<byte[]> bytesOfAll(String table, List<List<String>> ids) {
    return ids.stream().map(id -> bytes(table, id)).toList();
  }

  private static Mac keyed(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}

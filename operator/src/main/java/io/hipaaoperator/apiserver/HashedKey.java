package io.hipaaoperator.apiserver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A key, and the hash by which an API server speaks of it: of the id that the plugin has for it.
 * That of aws-encryption-provider is what it was started with, so the key's ARN.
 *
 * @param arn its ARN
 * @see <a
 *     href="https://github.com/kubernetes-sigs/aws-encryption-provider/blob/master/pkg/plugin/plugin_v2.go">The
 *     plugin</a>
 */
public record HashedKey(String arn) {

  /** The hash. */
  public String hash() {
    return sha256(arn);
  }

  /** The hash of a text, as an API server writes hashes. */
  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.hipaaoperator.seal;

import io.hipaaoperator.seal.SealError.Reason;
import java.security.SecureRandom;

/**
 * Makes secrets at random: each character of the alphabet is as likely as any other.
 *
 * @param length characters of a secret
 * @param alphabet what they are taken from: different characters of printable ASCII
 */
public record SecretGenerator(int length, String alphabet) {
  /** Letters and digits: fit for a URL, a shell and a connection string. */
  public static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** Characters of a secret at most. */
  public static final int MOST = 4096;

  /** Bits of entropy below which a secret may be found by trying. */
  public static final int LEAST_ENTROPY = 64;

  /**
   * A generator.
   *
   * @throws SealError naming what is wrong with length or alphabet
   */
  public SecretGenerator {
    require(length > 0 && length <= MOST, "length: not 1 to " + MOST);
    require(alphabet.length() > 1, "alphabet: fewer than two characters");
    require(
        alphabet.chars().allMatch(each -> each > ' ' && each <= '~'),
        "alphabet: not printable ASCII without space");
    require(
        alphabet.chars().distinct().count() == alphabet.length(),
        "alphabet: a character is there twice");
    require(
        entropy(length, alphabet) >= LEAST_ENTROPY,
        "length: too short, the secret would have less than %d bits of entropy"
            .formatted(LEAST_ENTROPY));
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new SealError(Reason.UNSEALABLE, otherwise);
    }
  }

  private static double entropy(int length, String alphabet) {
    return length * Math.log(alphabet.length()) / Math.log(2);
  }

  /** Bits of entropy of a secret. */
  public double entropy() {
    return entropy(length, alphabet);
  }

  /** A new secret. {@link SecureRandom#nextInt(int)} rejects what would make some likelier. */
  public SecretValue generate(SecureRandom random) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return new SecretValue(bytes);
  }
}

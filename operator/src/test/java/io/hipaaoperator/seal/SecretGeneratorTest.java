package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretGeneratorTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void aSecretHasItsLengthAndAlphabet() {
    try (var secret = new SecretGenerator(40, "abcd").generate(random)) {
      assertThat(new String(secret.bytes(), StandardCharsets.US_ASCII)).matches("[abcd]{40}");
    }
  }

  /** Of 94 characters a byte's remainder would favour the first 68 by a half. */
  @Test
  void noCharacterIsLikelier() {
    int[] seen = new int[128];
    String alphabet = new String(printable(), StandardCharsets.US_ASCII);
    for (int i = 0; i < 230; i++) {
      try (var secret = new SecretGenerator(SecretGenerator.MOST, alphabet).generate(random)) {
        for (byte each : secret.bytes()) {
          seen[each]++;
        }
      }
    }
    double expected = 230.0 * SecretGenerator.MOST / alphabet.length();
    double chiSquare =
        alphabet.chars().mapToDouble(c -> Math.pow(seen[c] - expected, 2) / expected).sum();
    assertThat(chiSquare).as("chi-square, 93 degrees of freedom, p < 1e-9").isLessThan(200);
  }

  private static byte[] printable() {
    byte[] bytes = new byte['~' - ' '];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('!' + i);
    }
    return bytes;
  }

  @Test
  void twoSecretsDiffer() {
    var generator = new SecretGenerator(32, SecretGenerator.ALPHANUMERIC);
    assertThat(generator.entropy()).isBetween(190.0, 191.0);
    try (var one = generator.generate(random);
        var other = generator.generate(random)) {
      assertThat(one.bytes()).isNotEqualTo(other.bytes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, abc, length: not 1 to 4096",
    "4097, abc, length: not 1 to 4096",
    "32, a, alphabet: fewer than two characters",
    "32, aba, alphabet: a character is there twice",
    "32, a b, alphabet: not printable ASCII without space",
    "32, ab\u00e4, alphabet: not printable ASCII without space",
    "8, abcdefgh, 'length: too short, the secret would have less than 64 bits of entropy'"
  })
  void whatMakesNoSecretIsNamed(int length, String alphabet, String message) {
    assertThatExceptionOfType(SealError.class)
        .isThrownBy(() -> new SecretGenerator(length, alphabet))
        .withMessage(message);
  }

  @Test
  void aClosedSecretIsZero() {
    SecretValue secret = new SecretGenerator(32, "0123456789").generate(random);
    byte[] bytes = secret.bytes();
    String text = new String(bytes, StandardCharsets.US_ASCII);
    assertThat(secret.toString()).isEqualTo("secret value").doesNotContain(text);
    secret.close();
    assertThat(bytes).containsOnly(0);
    assertThatIllegalStateException().isThrownBy(secret::bytes);
  }
}

package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is changed in a certificate, a key, a ciphertext or a document: it is read, or it is
 * refused with a {@link SealError} that says nothing of a value.
 */
class SealFuzzTest {
  private static final SampleKey KEY = SampleKey.of(2048);
  private static final String VALUE = "pa55-w0rd-of-the-clinic";
  private static final int ROUNDS = 200;
  private static final Unsealer UNSEALER = new Unsealer(RecoveryKey.parse(KEY.privateKey()));
  private static final SealedSecretDocument DOCUMENT =
      SealedSecretDocument.seal(
          new Sealer(SealingCertificate.parse(KEY.certificate()), "clinic", "db"),
          SecretTemplate.OPAQUE,
          Map.of("password", VALUE.getBytes(StandardCharsets.UTF_8)));

  private static final String CIPHERTEXT =
      DOCUMENT.values().values().iterator().next().ciphertext();

  static IntStream seeds() {
    return IntStream.range(0, 8);
  }

  /** One to four changes: a bit, a byte, a cut, a part twice, a part of noise. */
  private static byte[] changed(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      int length = random.nextInt(bytes.length - at);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = twice(bytes, at, length);
        default -> noise(bytes, at, Math.min(length, 16), random);
      }
    }
    return bytes;
  }

  private static byte[] twice(byte[] bytes, int at, int length) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, at, longer, bytes.length, length);
    return longer;
  }

  private static void noise(byte[] bytes, int at, int length, Random random) {
    for (int i = at; i < at + length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
  }

  private static String changed(String text, Random random) {
    byte[] bytes = changed(text.getBytes(StandardCharsets.ISO_8859_1), random);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** True if it is taken. */
  private static <T> boolean isTaken(T input, Consumer<T> reader) {
    try {
      reader.accept(input);
      return true;
    } catch (SealError e) {
      assertThat(e).hasNoCause();
      assertThat(e.getMessage()).doesNotContain(VALUE).hasSizeLessThan(200);
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void certificates(int seed) {
    var random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String pem = SampleKey.pem("CERTIFICATE", changed(KEY.der(), random));
      taken += isTaken(pem, SealFuzzTest::sealed) ? 1 : 0;
      isTaken(changed(KEY.certificate(), random), SealFuzzTest::sealed);
    }
    assertThat(taken).as("some changes are harmless, most are not").isBetween(1, ROUNDS - 1);
  }

  /** What is taken for a certificate can be sealed to. */
  private static void sealed(String pem) {
    SealingCertificate certificate = SealingCertificate.parse(pem);
    new Sealer(certificate, "clinic", "db").seal(VALUE.getBytes(StandardCharsets.UTF_8));
    assertThat(certificate.toString()).contains("SHA256:");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keys(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      String pem = SampleKey.pem("PRIVATE KEY", changed(KEY.secret().getEncoded(), random));
      isTaken(pem, SealFuzzTest::opened);
      isTaken(changed(KEY.privateKey(), random), SealFuzzTest::opened);
    }
  }

  private static void opened(String pem) {
    RecoveryKey key = RecoveryKey.parse(pem);
    assertThat(key.fingerprint()).startsWith("SHA256:");
    new Unsealer(key).unseal(CIPHERTEXT, Scope.STRICT, "clinic", "db");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ciphertexts(int seed) {
    var random = new Random(seed);
    byte[] envelope = Base64.getDecoder().decode(CIPHERTEXT);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] changed = changed(envelope, random);
      String sealed = Base64.getEncoder().encodeToString(changed);
      assertThat(isTaken(sealed, SealFuzzTest::unsealed))
          .isEqualTo(Arrays.equals(changed, envelope));
      isTaken(changed(CIPHERTEXT, random), SealFuzzTest::unsealed);
    }
  }

  /** If it opens at all, then to what was sealed. */
  private static void unsealed(String ciphertext) {
    try (var opened = UNSEALER.unseal(ciphertext, Scope.STRICT, "clinic", "db")) {
      assertThat(opened.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(VALUE);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void documents(int seed) throws Exception {
    var json = new ObjectMapper();
    var random = new Random(seed);
    String original = json.writeValueAsString(DOCUMENT.object());
    for (int i = 0; i < ROUNDS; i++) {
      GenericKubernetesResource object;
      try {
        object = json.readValue(changed(original, random), GenericKubernetesResource.class);
      } catch (JsonProcessingException e) {
        continue;
      }
      isTaken(object, each -> UNSEALER.unseal(FoundSealedSecret.read(each)));
    }
  }

  /** A parser that calls itself for each level would run out of stack. */
  @Test
  void deepNesting() {
    for (byte[] level :
        new byte[][] {{0x30, (byte) 0x80}, {(byte) 0xa0, (byte) 0x80}, {0x24, (byte) 0x80}}) {
      for (int depth : new int[] {10, 1_000, 8_000}) {
        byte[] der = new byte[2 * depth];
        for (int i = 0; i < der.length; i++) {
          der[i] = level[i % 2];
        }
        assertThat(isTaken(SampleKey.pem("CERTIFICATE", der), SealingCertificate::parse)).isFalse();
        assertThat(isTaken(SampleKey.pem("RSA PRIVATE KEY", der), RecoveryKey::parse)).isFalse();
      }
    }
  }
}

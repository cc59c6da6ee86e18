package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hipaaoperator.seal.SampleKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a manifest is broken: it is sealed, or refused without a word of a value. */
class SealInputFuzzTest {
  private static final String VALUE = "0123456789-pa55-w0rd-9876543210";
  private static final String[] MANIFESTS = {
    """
    apiVersion: v1
    kind: Secret
    metadata: {name: db, namespace: clinic}
    stringData:
      password: %s
      token: "%s"
    """
        .formatted(VALUE, VALUE),
    """
    {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db", "namespace": "clinic"},
     "stringData": {"password": "%s", "pin": "%s"}, "data": {"a": "%s"}}
    """
        .formatted(VALUE, VALUE, VALUE)
  };
  private static final String MARKS = "{}[]:,\"'-#&*!|>%@`\n\t\\ ";

  @TempDir private static Path folder;

  @BeforeAll
  static void certificate() throws IOException {
    Instant now = Instant.now();
    Files.writeString(
        folder.resolve("cert.pem"),
        SampleKey.of(2048)
            .certificate(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1))));
  }

  static IntStream seeds() {
    return IntStream.range(0, 4);
  }

  /** Outside of values, which stay whole, so that each can be searched for. */
  private static String broken(String manifest, Random random) {
    StringBuilder text = new StringBuilder(manifest);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      if (random.nextBoolean()) {
        text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
      } else if (VALUE.indexOf(text.charAt(at)) < 0) {
        text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void itIsSealedOrRefused(int seed) {
    var random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      String input = broken(MANIFESTS[i % MANIFESTS.length], random);
      var stream = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
      String certificate = folder.resolve("cert.pem").toString();
      Run run = Run.of(new SealCommand(stream), "--cert", certificate);
      assertThat(run.code()).as(run.err()).isIn(Exit.OK, Exit.USAGE, Exit.NOTHING);
      for (int at = 0; at + 8 <= VALUE.length(); at++) {
        assertThat(run.err()).doesNotContain(VALUE.substring(at, at + 8));
      }
    }
  }
}

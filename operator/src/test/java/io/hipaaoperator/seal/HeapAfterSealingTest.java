package io.hipaaoperator.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of the heap after sealing, garbage and all, does not hold the value. */
class HeapAfterSealingTest {
  private static final byte MASK = 0x5a;
  @TempDir private Path folder;

  /** In a JVM of its own: makes a value, seals it, leaves it masked in a file, dumps its heap. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    var certificate = SealingCertificate.parse(Files.readString(folder.resolve("cert.pem")));
    SecretValue value =
        new SecretGenerator(40, SecretGenerator.ALPHANUMERIC).generate(new SecureRandom());
    Files.write(folder.resolve("masked"), masked(value.bytes()));
    SealedValue sealed = new Sealer(certificate, "clinic", "db").seal(value);
    if (arguments[0].equals("close")) {
      value.close();
    }
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(folder.resolve("heap.hprof").toString(), false);
    Files.writeString(folder.resolve("sealed"), sealed.ciphertext());
  }

  private static byte[] masked(byte[] bytes) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= MASK;
    }
    return masked;
  }

  private boolean isInHeapAfter(String what) throws Exception {
    Files.writeString(folder.resolve("cert.pem"), SampleKey.of(2048).certificate());
    Files.deleteIfExists(folder.resolve("heap.hprof"));
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HeapAfterSealingTest.class.getName(),
                what,
                folder.toString())
            .inheritIO()
            .start();
    assertThat(child.waitFor()).isZero();
    String heap = Files.readString(folder.resolve("heap.hprof"), StandardCharsets.ISO_8859_1);
    byte[] value = masked(Files.readAllBytes(folder.resolve("masked")));
    assertThat(Files.readString(folder.resolve("sealed"))).startsWith("AQ");
    return heap.contains(new String(value, StandardCharsets.ISO_8859_1));
  }

  @Test
  void theValueIsGone() throws Exception {
    assertThat(isInHeapAfter("keep")).as("this search finds what is there").isTrue();
    assertThat(isInHeapAfter("close")).isFalse();
  }
}

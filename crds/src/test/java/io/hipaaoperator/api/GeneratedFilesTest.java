package io.hipaaoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The committed manifests and reference are what the records say. {@code mvn test -pl crds
 * -Dhipaa.generate=true} writes them.
 */
class GeneratedFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("repository.root"));
  private static final boolean GENERATE = Boolean.getBoolean("hipaa.generate");

  @TestFactory
  Stream<DynamicTest> committedFilesAreTheGeneratedOnes() throws IOException {
    Map<String, String> manifests = CrdManifest.all();
    assertThat(manifests).isNotEmpty();
    return manifests.entrySet().stream()
        .map(e -> check(ROOT.resolve("crds/manifests").resolve(e.getKey()), e.getValue()));
  }

  private static DynamicTest check(Path file, String generated) {
    return DynamicTest.dynamicTest(
        file.getFileName().toString(),
        () -> {
          if (GENERATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, generated);
          }
          assertThat(file).hasContent(generated);
        });
  }
}

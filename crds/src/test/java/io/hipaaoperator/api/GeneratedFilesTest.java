package io.hipaaoperator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
    return Stream.concat(
        manifests.entrySet().stream()
            .map(e -> check(ROOT.resolve("crds/manifests").resolve(e.getKey()), e.getValue())),
        Stream.of(check(ROOT.resolve("docs/crd-reference.md"), reference(manifests))));
  }

  private static String reference(Map<String, String> manifests) {
    Map<Class<?>, String> byKind = new LinkedHashMap<>();
    for (Class<? extends HasMetadata> kind : CrdManifest.KINDS) {
      String name = HasMetadata.getFullResourceName(kind);
      byKind.put(kind, Objects.requireNonNull(manifests.get(name + ".yaml"), name));
    }
    return CrdReference.of(byKind);
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

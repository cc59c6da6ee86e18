package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are found, and what can't be looked at. */
class ManifestFilesTest {
  @TempDir private Path folder;
  @TempDir private Path elsewhere;

  @BeforeEach
  void aManifestElsewhere() throws IOException {
    Files.createFile(elsewhere.resolve("x.yaml"));
  }

  @Test
  void linksToFoldersAndFilesAreFollowed() throws IOException {
    Files.createFile(elsewhere.resolve("y"));
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
    Files.createSymbolicLink(folder.resolve("y.json"), elsewhere.resolve("y"));

    assertThat(found()).containsExactly("linked/x.yaml", "y.json");
  }

  @Test
  void aLoopIsWalkedOnce() throws IOException {
    Files.createSymbolicLink(elsewhere.resolve("back"), folder);
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere);

    assertThat(found()).containsExactly("linked/x.yaml");
  }

  /** As a ConfigMap is mounted. */
  @Test
  void aFileOnTwoWaysIsFoundOnce() throws IOException {
    Files.createSymbolicLink(folder.resolve("..data"), elsewhere);
    Files.createSymbolicLink(folder.resolve("x.yaml"), folder.resolve("..data/x.yaml"));

    assertThat(found()).hasSize(1);
  }

  @Test
  void aManifestThatLeadsNowhereIsNamed() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.yaml"), folder.resolve("nowhere"));

    assertUnreadable("a.yaml");
  }

  @Test
  void aLinkToItselfIsNamed() throws IOException {
    Files.createSymbolicLink(folder.resolve("a.yaml"), folder.resolve("a.yaml"));

    assertUnreadable("a.yaml");
  }

  @Test
  void anotherLinkThatLeadsNowhereIsPassedOver() throws IOException {
    Files.createSymbolicLink(folder.resolve(".#lock"), folder.resolve("nowhere"));

    assertThat(found()).isEmpty();
  }

  /** A path may be longer than the system can open, whoever asks. */
  @Test
  void aFolderThatCannotBeOpenedIsNamed() throws IOException {
    Path upper = deep(folder.resolve("upper"));
    Path lower = folder.resolve("lower");
    deep(lower);
    Files.move(lower, upper.resolve("lower"));
    try {
      assertUnreadable("upper");
    } finally {
      Files.move(upper.resolve("lower"), lower);
    }
  }

  private static Path deep(Path path) throws IOException {
    Path deepest = path;
    for (int i = 0; i < 12; i++) {
      deepest = deepest.resolve("n".repeat(200));
    }
    return Files.createDirectories(deepest);
  }

  private List<String> found() {
    return ManifestFiles.under(List.of(folder)).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  private void assertUnreadable(String name) {
    Run run = Run.plan(List.of(), "-f", folder.toString());

    assertThat(run.err())
        .startsWith("hipaa: " + folder.resolve(name))
        .contains(": can't be read")
        .hasLineCount(1);
    assertThat(run.code()).isEqualTo(Exit.USAGE);
  }
}

package io.hipaaoperator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository, and those among them that are generated. */
public final class Repository {
  private static final Path ROOT = Path.of(System.getProperty("repository.root"));
  private static final boolean GENERATE = Boolean.getBoolean("hipaa.generate");

  private Repository() {}

  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  public static String text(String path) {
    return text(file(path));
  }

  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the file when asked to with {@code -Dhipaa.generate=true}; it must be so in any case.
   */
  public static void assertGenerated(Path file, String content) throws IOException {
    if (GENERATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("regenerate with -Dhipaa.generate=true, and look at the difference")
        .hasContent(content);
  }
}

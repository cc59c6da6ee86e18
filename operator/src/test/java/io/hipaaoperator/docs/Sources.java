package io.hipaaoperator.docs;

import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program's sources as text, to hold pages against them. */
final class Sources {
  private Sources() {}

  /** All of the operator's classes, one after the other. */
  static String ofTheOperator() {
    try (Stream<Path> files = Files.walk(Repository.file("operator/src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Sources::text)
          .collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

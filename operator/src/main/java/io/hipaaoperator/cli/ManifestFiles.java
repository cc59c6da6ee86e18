package io.hipaaoperator.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Finds manifests. Links are followed, and each file is found once, whatever ways lead to it. What
 * can't be looked at is an error: it may hold a policy.
 */
final class ManifestFiles {
  private final Set<Path> seen = new HashSet<>();
  private final List<Path> found = new ArrayList<>();

  private ManifestFiles() {}

  /**
   * The files among these paths and, recursively, in these folders. A file that is named is taken
   * whatever it is called; of a folder only manifests are.
   *
   * @throws BadInput naming the path that can't be read
   */
  static List<Path> under(List<Path> paths) {
    var files = new ManifestFiles();
    paths.forEach(path -> files.add(path, true));
    return List.copyOf(files.found);
  }

  /** A link that leads nowhere may have any name but a manifest's. */
  private void add(Path path, boolean isNamed) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      boolean isWanted = attributes.isDirectory() || isNamed || isManifest(path, attributes);
      if (isWanted && seen.add(path.toRealPath())) {
        take(path, attributes);
      }
    } catch (NoSuchFileException e) {
      if (isNamed || isManifest(path)) {
        throw unreadable(path);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw unreadable(path);
    }
  }

  private void take(Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isDirectory()) {
      children(path).forEach(child -> add(child, false));
    } else {
      found.add(path);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      return StreamSupport.stream(children.spliterator(), false).sorted().toList();
    }
  }

  private static boolean isManifest(Path path, BasicFileAttributes attributes) {
    return attributes.isRegularFile() && isManifest(path);
  }

  private static boolean isManifest(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static BadInput unreadable(Path path) {
    return new BadInput(path + ": can't be read");
  }
}

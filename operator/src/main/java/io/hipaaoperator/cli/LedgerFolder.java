package io.hipaaoperator.cli;

import io.hipaaoperator.ledger.EntryBundle;
import io.hipaaoperator.ledger.Malformed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A log on disk: entries as files of JSON lines or as bundles of C2SP tlog-tiles, and checkpoints.
 *
 * @param folder where it is
 */
record LedgerFolder(Path folder) {
  private static final Path BUNDLES = Path.of("tile", "entries");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** 2 before 10, as people number files. */
  private static final Comparator<Path> IN_ORDER =
      Comparator.comparing(
          path ->
              DIGITS
                  .matcher(path.getFileName().toString())
                  .replaceAll(
                      digits ->
                          "0".repeat(Math.max(0, 20 - digits.group().length())) + digits.group()));

  /** What is read from a file. */
  interface Reading<T> {
    T read() throws IOException;
  }

  static <T> T reading(Path path, Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new BadInput(path + ": can't be read: " + e.getClass().getSimpleName());
    } catch (Malformed e) {
      throw new BadInput(path + ": " + e.getMessage());
    }
  }

  static byte[] bytes(Path path) {
    return reading(path, () -> Files.readAllBytes(path));
  }

  /** Whether a file lies in it: then who could change the log could change the file too. */
  boolean holds(Path file) {
    return reading(file, () -> file.toRealPath().startsWith(folder.toRealPath()));
  }

  /**
   * Signed notes by where they are: those of the folder {@code checkpoints}, then {@code
   * checkpoint}.
   */
  SequencedMap<String, byte[]> checkpoints() {
    var found = new LinkedHashMap<String, byte[]>();
    Path latest = folder.resolve("checkpoint");
    Stream.concat(
            files(folder.resolve("checkpoints"), "").stream(),
            Stream.of(latest).filter(Files::exists))
        .forEach(path -> found.put(folder.relativize(path).toString(), bytes(path)));
    return found;
  }

  /** Hands over the stored bytes of one entry after the other. */
  void entries(Consumer<byte[]> receiver) {
    List<Path> lines = files(folder, ".jsonl");
    if (!lines.isEmpty() && Files.exists(folder.resolve(BUNDLES))) {
      throw new BadInput(
          folder + ": has both *.jsonl and " + BUNDLES + ", only one may hold the entries");
    }
    lines.forEach(path -> reading(path, () -> lines(path, receiver)));
    if (lines.isEmpty()) {
      bundles(receiver);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return reading(
        folder,
        () -> {
          try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().endsWith(ending))
                .filter(Files::isRegularFile)
                .sorted(IN_ORDER)
                .toList();
          }
        });
  }

  private static boolean lines(Path path, Consumer<byte[]> receiver) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      var lines = new StoredLines(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        receiver.accept(line);
      }
      return true;
    }
  }

  /**
   * Full ones as far as they go, then one that is partly filled; the widest is the newest.
   *
   * @throws BadInput when there is one after that: what was between them is gone
   */
  private void bundles(Consumer<byte[]> receiver) {
    long index = 0;
    Path full = bundle(index, EntryBundle.WIDTH);
    while (Files.exists(full)) {
      bundle(full, EntryBundle.WIDTH, receiver);
      full = bundle(++index, EntryBundle.WIDTH);
    }
    long last = index;
    IntStream.iterate(EntryBundle.WIDTH - 1, width -> width > 0, width -> width - 1)
        .filter(width -> Files.exists(bundle(last, width)))
        .findFirst()
        .ifPresent(width -> bundle(bundle(last, width), width, receiver));
    requireNoneAfter(last);
  }

  private void requireNoneAfter(long last) {
    Path bundles = folder.resolve(BUNDLES);
    if (!Files.isDirectory(bundles)) {
      return;
    }
    long most =
        reading(
            bundles,
            () -> {
              try (Stream<Path> all = Files.walk(bundles)) {
                return all.filter(Files::isRegularFile)
                    .map(path -> bundles.relativize(path).toString())
                    .mapToLong(EntryBundle::index)
                    .max()
                    .orElse(last);
              }
            });
    if (most > last) {
      throw new BadInput(
          "%s: bundle %d is missing or not full, and there are some up to %d"
              .formatted(bundles, last, most));
    }
  }

  private static void bundle(Path path, int width, Consumer<byte[]> receiver) {
    List<byte[]> entries = reading(path, () -> EntryBundle.read(Files.readAllBytes(path)));
    if (entries.size() != width) {
      throw new BadInput(path + ": holds " + entries.size() + " entries, its name says " + width);
    }
    entries.forEach(receiver);
  }

  private Path bundle(long index, int width) {
    return folder.resolve(BUNDLES).resolve(EntryBundle.path(index, width));
  }
}

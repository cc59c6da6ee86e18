package io.hipaaoperator.sequencer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder on disk. Who can write there can write the log anew: it is no place of evidence. */
public final class FolderStore implements LogStore {
  private static final String UNFINISHED = ".new-";

  private final Path folder;

  /** This folder, which is made when something is written. */
  public FolderStore(Path folder) {
    this.folder = folder;
  }

  private interface Deed<T> {
    T run() throws IOException;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return done(
        path,
        () -> {
          try {
            return Optional.of(Files.readAllBytes(folder.resolve(path)));
          } catch (NoSuchFileException none) {
            return Optional.empty();
          }
        });
  }

  @Override
  public List<String> after(String in, String name) {
    return done(
        in,
        () -> {
          try (Stream<Path> files = Files.list(folder.resolve(in))) {
            return files
                .map(file -> String.valueOf(file.getFileName()))
                .filter(it -> !it.startsWith(UNFINISHED) && it.compareTo(name) > 0)
                .sorted()
                .toList();
          } catch (NoSuchFileException none) {
            return List.of();
          }
        });
  }

  @Override
  public boolean create(String path, byte[] content) {
    return done(
        path,
        () -> {
          Path whole = written(path, content);
          try {
            Files.createLink(folder.resolve(path), whole);
            return true;
          } catch (FileAlreadyExistsException there) {
            return false;
          } finally {
            Files.delete(whole);
          }
        });
  }

  @Override
  public void replace(String path, byte[] content) {
    done(
        path,
        () ->
            Files.move(
                written(path, content),
                folder.resolve(path),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  /** A file beside the one that is wanted, on the disk for certain. */
  private Path written(String path, byte[] content) throws IOException {
    Path parent = folder.resolve(path).toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path beside = Files.createTempFile(parent, UNFINISHED, "");
    Files.write(beside, content);
    try (FileChannel file = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    return beside;
  }

  private static <T> T done(String path, Deed<T> deed) {
    try {
      return deed.run();
    } catch (IOException e) {
      throw new StoreFailure(path + ": " + e.getClass().getSimpleName());
    }
  }
}

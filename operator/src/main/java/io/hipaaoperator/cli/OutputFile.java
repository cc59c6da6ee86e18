package io.hipaaoperator.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that a command writes, whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /**
   * A new file that its owner alone can read.
   *
   * @throws BadInput naming the option when it is there already, or can't be written
   */
  static void secret(String option, Path file, String text) {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (FileAlreadyExistsException e) {
      throw new BadInput(option + ": " + file + " is there already");
    } catch (IOException e) {
      throw new BadInput(option + ": " + file + " can't be written");
    }
  }

  /**
   * A file that anybody may read, in place of the one that is there.
   *
   * @throws BadInput naming the option when it can't be written
   */
  static void replace(String option, Path file, String text) {
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BadInput(option + ": " + file + " can't be written");
    }
  }
}

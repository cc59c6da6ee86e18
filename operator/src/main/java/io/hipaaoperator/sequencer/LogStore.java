package io.hipaaoperator.sequencer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a log is published, as <a href="https://c2sp.org/tlog-tiles">C2SP tlog-tiles</a> has it:
 * files that never change once they are there, and one that is the latest checkpoint.
 */
public interface LogStore {

  /**
   * The content of a file; empty where there is none.
   *
   * @param path relative, with slashes
   * @throws StoreFailure when it can't be read
   */
  Optional<byte[]> read(String path);

  /**
   * Names of the files in a folder that come after one, in the order of their names.
   *
   * @param folder relative, without a slash at its end
   * @throws StoreFailure when it can't be listed
   */
  List<String> after(String folder, String name);

  /**
   * Makes a file, whole or not at all.
   *
   * @return false where there is one already, which stays as it is
   * @throws StoreFailure when it can't be written
   */
  boolean create(String path, byte[] content);

  /**
   * Makes a file or writes over it, whole or not at all.
   *
   * @throws StoreFailure when it can't be written
   */
  void replace(String path, byte[] content);

  /**
   * Makes a file that may have been made by an earlier try.
   *
   * @throws LogConflict when there is another one
   */
  default void publish(String path, byte[] content) {
    if (!create(path, content)
        && !read(path).filter(it -> Arrays.equals(it, content)).isPresent()) {
      throw new LogConflict(path + " is published with another content");
    }
  }
}

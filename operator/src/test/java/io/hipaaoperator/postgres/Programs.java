package io.hipaaoperator.postgres;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** Programs that a server needs, run as somebody who is not root: PostgreSQL refuses root. */
final class Programs {
  private static final String SERVER = "/postgres-linux-x86_64.txz";
  private static final String NOBODY = "65534";

  private final Path folder;
  private final boolean root;

  private Programs(Path folder, boolean root) {
    this.folder = folder;
    this.root = root;
  }

  /** Unpacks the server's programs into a folder, which from then on is nobody's own. */
  static Programs unpack(Path folder) throws IOException {
    var programs = new Programs(folder, "root".equals(System.getProperty("user.name")));
    Process tar = new ProcessBuilder("tar", "--extract", "--directory", folder.toString()).start();
    try (InputStream packed = Programs.class.getResourceAsStream(SERVER);
        InputStream plain = new XZInputStream(packed);
        OutputStream in = tar.getOutputStream()) {
      plain.transferTo(in);
    }
    finished(tar, "tar");
    if (programs.root) {
      finished(
          new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()).start(),
          "chown");
    }
    return programs;
  }

  /** Runs a program to its end. */
  void run(String... command) {
    try {
      finished(start(command), command[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program of PostgreSQL, or of the machine. */
  Process start(String... command) throws IOException {
    List<String> all = new ArrayList<>();
    if (root) {
      all.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
    }
    all.addAll(List.of(command));
    int name = all.size() - command.length;
    Path own = folder.resolve("bin").resolve(command[0]);
    all.set(name, Files.exists(own) ? own.toString() : command[0]);
    File log = folder.resolve(command[0] + ".log").toFile();
    return new ProcessBuilder(all)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private static void finished(Process process, String name) {
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(name + " ended with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

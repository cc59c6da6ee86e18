package io.hipaaoperator.purge;

import io.hipaaoperator.chart.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code hipaa} as a process of its own, that can be killed. */
final class PurgeProcess implements AutoCloseable {
  private final Process process;

  private PurgeProcess(Process process) {
    this.process = process;
  }

  static PurgeProcess start(String... arguments) {
    return start(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), arguments);
  }

  static PurgeProcess start(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.hipaaoperator.Main");
    command.addAll(List.of(arguments));
    try {
      return new PurgeProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Repository.file("operator/target/purge-process.log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end; returns the exit code. */
  int code() {
    return process.onExit().join().exitValue();
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}

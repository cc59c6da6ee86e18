package io.hipaaoperator.install;

import io.hipaaoperator.cluster.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The process of a purge on the local node, as this machine's kernel sees it while it runs.
 *
 * @param status fields of {@code /proc/PID/status}
 * @param mounts lines of {@code /proc/PID/mountinfo}
 */
record PurgeProcess(Map<String, String> status, List<String> mounts) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Looks for the purge of a namespace until it is there, beside what the test does. */
  static CompletableFuture<PurgeProcess> watch(String namespace) {
    String actor = "--actor=system:serviceaccount:" + namespace + ":visits-purger";
    return CompletableFuture.supplyAsync(
        () -> Eventually.until(PATIENCE, () -> find(actor), Optional::isPresent).orElseThrow(),
        task -> Thread.ofVirtual().start(task));
  }

  private static Optional<PurgeProcess> find(String actor) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().arguments().filter(it -> has(it, actor)).isPresent())
        .findFirst()
        .flatMap(PurgeProcess::read);
  }

  private static boolean has(String[] arguments, String actor) {
    return List.of(arguments).contains(actor) && List.of(arguments).getFirst().startsWith("@");
  }

  /** Empty where it has ended already. */
  private static Optional<PurgeProcess> read(ProcessHandle process) {
    Path proc = Path.of("/proc", String.valueOf(process.pid()));
    try {
      Map<String, String> status =
          Files.readAllLines(proc.resolve("status")).stream()
              .map(line -> line.split(":", 2))
              .collect(Collectors.toMap(field -> field[0], field -> field[1].strip()));
      return Optional.of(new PurgeProcess(status, Files.readAllLines(proc.resolve("mountinfo"))));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  /** How a folder is mounted. */
  Optional<String> options(String folder) {
    return mounts.stream()
        .map(line -> line.split(" "))
        .filter(fields -> fields[4].equals(folder))
        .map(fields -> fields[5])
        .findFirst();
  }
}

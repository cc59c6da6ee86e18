package io.hipaaoperator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the API server wrote down about requests: its own testimony, not the operator's. */
public final class AuditLog {
  private static final Set<String> READS = Set.of("get", "list", "watch");

  private final Path file;

  private AuditLog(Path file) {
    this.file = file;
  }

  /** The cluster's; a cluster that is not the local one shows us none. */
  public static AuditLog of(TestCluster cluster) {
    Optional<Path> file = cluster.auditLog();
    Assumptions.assumeTrue(file.isPresent(), "the audit log of a foreign cluster is not ours");
    return new AuditLog(file.orElseThrow());
  }

  /** Every request of the operator to write something in this namespace, refused ones too. */
  public List<String> writes(TestNamespace namespace) {
    return entries(namespace)
        .filter(entry -> !READS.contains(entry.path("verb").asText()))
        .filter(
            entry ->
                entry.path("user").path("username").asText().endsWith(":" + TestCluster.RELEASE))
        .map(entry -> entry.path("verb").asText() + " " + entry.path("requestURI").asText())
        .toList();
  }

  /** Waits until all that has happened in the namespace so far is written down. */
  public void flushed(TestNamespace namespace) {
    String mark = "mark-" + UUID.randomUUID();
    namespace.configMap(mark);
    Eventually.holds(() -> lines(mark).findAny().isPresent());
  }

  private Stream<JsonNode> entries(TestNamespace namespace) {
    return lines("\"" + namespace.name() + "\"")
        .map(line -> Serialization.unmarshal(line, JsonNode.class))
        .filter(
            entry -> entry.path("objectRef").path("namespace").asText().equals(namespace.name()));
  }

  private Stream<String> lines(String containing) {
    return files().stream().flatMap(each -> lines(each, containing).stream());
  }

  /** The server begins a new file when one is large; the time is in the old one's name. */
  private List<Path> files() {
    try (Stream<Path> all = Files.list(Objects.requireNonNull(file.getParent()))) {
      return Stream.concat(
              all.filter(each -> each.getFileName().toString().matches("audit-.*\\.log")).sorted(),
              Stream.of(file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file, String containing) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.contains(containing)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

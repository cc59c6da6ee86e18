package io.hipaaoperator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An API server of its own with an audit policy. */
public final class AuditedServer implements AutoCloseable {
  private final Path folder;
  private final OwnServer server;

  private AuditedServer(Path folder) {
    this.folder = folder;
    this.server =
        OwnServer.start(
            folder,
            "--audit-policy-file=" + folder.resolve("policy.yaml"),
            "--audit-log-path=" + folder.resolve("audit.log"),
            "--audit-log-mode=blocking");
  }

  /** Starts one; returns when it answers. */
  public static AuditedServer start(String policy) {
    try {
      Path folder = Files.createTempDirectory("audited");
      Files.writeString(folder.resolve("policy.yaml"), policy);
      return new AuditedServer(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client with all rights. */
  public KubernetesClient client() {
    return server.client();
  }

  /** What it has written to its audit log so far. */
  public List<JsonNode> entries() {
    return log().lines().map(line -> Serialization.unmarshal(line, JsonNode.class)).toList();
  }

  /** The same as text. */
  public String log() {
    try {
      Path log = folder.resolve("audit.log");
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

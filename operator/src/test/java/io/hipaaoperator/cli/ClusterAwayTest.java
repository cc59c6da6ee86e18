package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** A cluster that does not answer is told in words, not by the name of an exception. */
class ClusterAwayTest {
  @TempDir Path folder;

  @Test
  void nobodyListens() throws Exception {
    var err = new StringWriter();
    var refused = new ConnectException();
    refused.initCause(new ClosedChannelException());

    int code =
        new Failures()
            .handleExecutionException(
                new KubernetesClientException("list failed", refused),
                new CommandLine(new Plain()).setErr(new PrintWriter(err)),
                ParseResult.builder(new CommandLine(new Plain()).getCommandSpec()).build());

    assertThat(code).isEqualTo(Exit.UNREACHABLE);
    assertThat(err.toString()).contains("no connection").doesNotContain("Exception");
  }

  @Test
  void aClusterThatCannotBeAskedIsTold() throws IOException {
    Run run = withKubeconfig("--context", "prod");

    assertThat(run.code()).isEqualTo(Exit.UNREACHABLE);
    assertThat(run.err()).startsWith("hipaa: the cluster can't be asked: ").hasLineCount(1);
  }

  /** Else the answer would be about another cluster than the one that was asked for. */
  @Test
  void aContextThatDoesNotExistIsNamed() throws IOException {
    Run run = withKubeconfig("--context", "no-such-context");

    assertThat(run.code()).isEqualTo(Exit.USAGE);
    assertThat(run.err()).contains("no-such-context").hasLineCount(1);
  }

  private Run withKubeconfig(String... arguments) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters: [{name: prod, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: me, user: {token: t}}]
        contexts: [{name: prod, context: {cluster: prod, user: me}}]
        """);
    String before = System.setProperty("kubeconfig", config.toString());
    try {
      return Run.plan(List.of(), arguments);
    } finally {
      if (before == null) {
        System.clearProperty("kubeconfig");
      } else {
        System.setProperty("kubeconfig", before);
      }
    }
  }

  @Command
  private static final class Plain {}
}

package io.hipaaoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** A cluster that does not answer is told in words, not by the name of an exception. */
class ClusterAwayTest {
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

  @Command
  private static final class Plain {}
}

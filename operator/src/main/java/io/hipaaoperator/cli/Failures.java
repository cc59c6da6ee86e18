package io.hipaaoperator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong in one line, and a script in an exit code. */
public final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) throws Exception {
    return switch (failure) {
      case BadInput bad -> tell(commandLine, bad.getMessage(), Exit.USAGE);
      case KubernetesClientException lost ->
          tell(commandLine, "the cluster can't be asked: " + reason(lost), Exit.UNREACHABLE);
      default -> throw failure;
    };
  }

  private static int tell(CommandLine commandLine, @Nullable String message, int code) {
    commandLine.getErr().println(commandLine.getColorScheme().errorText("hipaa: " + message));
    commandLine.getErr().flush();
    return code;
  }

  private static String reason(KubernetesClientException lost) {
    Throwable deepest = lost;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
      if (deepest instanceof java.net.ConnectException) {
        return "no connection; is it running, and is the kubeconfig's context the right one?";
      }
    }
    String words = deepest.getMessage();
    return words == null
        ? deepest.getClass().getSimpleName()
        : words.lines().findFirst().orElse("");
  }
}

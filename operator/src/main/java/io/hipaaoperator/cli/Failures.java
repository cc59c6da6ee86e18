package io.hipaaoperator.cli;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.hipaaoperator.postgres.DatabaseFailure;
import io.hipaaoperator.purge.PlanError;
import io.hipaaoperator.purge.PurgeFailure;
import io.hipaaoperator.seal.SealError;
import io.hipaaoperator.sequencer.LogConflict;
import io.hipaaoperator.sequencer.StoreFailure;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong in one line, and a script in an exit code. */
public final class Failures implements IExecutionExceptionHandler {
  private static final int FRAMES = 10;

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    return switch (failure) {
      case BadInput bad -> tell(commandLine, bad.getMessage(), Exit.USAGE);
      case SealError wrong -> tell(commandLine, wrong.getMessage(), Exit.USAGE);
      case PlanError wrong -> tell(commandLine, wrong.getMessage(), Exit.USAGE);
      case PurgeFailure midway ->
          tell(commandLine, "failed midway: " + midway.getMessage() + bug(midway), Exit.INCOMPLETE);
      case DatabaseFailure lost ->
          tell(commandLine, "the database: " + lost.getMessage(), code(lost.kind()));
      case LogConflict conflict ->
          tell(commandLine, "the log: " + conflict.getMessage(), Exit.FINDINGS);
      case StoreFailure lost -> tell(commandLine, lost.getMessage(), Exit.UNREACHABLE);
      case KubernetesClientException lost ->
          tell(commandLine, "the cluster can't be asked: " + reason(lost), Exit.UNREACHABLE);
      default -> tell(commandLine, "this is a bug: " + trace(failure), Exit.BUG);
    };
  }

  private static int code(DatabaseFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> Exit.UNREACHABLE;
      case BUSY -> Exit.UNDETERMINED;
      case REFUSED -> Exit.USAGE;
    };
  }

  private static int tell(CommandLine commandLine, @Nullable String message, int code) {
    commandLine.getErr().println(commandLine.getColorScheme().errorText("hipaa: " + message));
    commandLine.getErr().flush();
    return code;
  }

  private static String bug(PurgeFailure midway) {
    return midway.getCause() instanceof Exception cause
            && !(cause instanceof PlanError || cause instanceof DatabaseFailure)
        ? ", " + trace(cause)
        : "";
  }

  /** Without the message, which may hold an object. */
  private static String trace(Exception failure) {
    return failure.getClass().getName()
        + Stream.of(failure.getStackTrace())
            .limit(FRAMES)
            .map(frame -> System.lineSeparator() + "  at " + frame)
            .collect(Collectors.joining());
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

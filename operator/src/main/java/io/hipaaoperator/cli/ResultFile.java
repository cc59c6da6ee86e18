package io.hipaaoperator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a run leaves its one line of JSON beside standard output. */
final class ResultFile {
  /** Bytes of a termination message: the kubelet cuts off what is longer. */
  static final int MOST = 4096;

  @Option(
      names = "--result-file",
      defaultValue = "${env:HIPAA_RESULT_FILE}",
      description =
          "Also write the line to this file, as /dev/termination-log; shortened where it has more"
              + " than 4096 bytes. [HIPAA_RESULT_FILE]")
  private @Nullable Path resultFile;

  void tell(@Nullable CommandSpec spec, String line) {
    tell(spec, line, line);
  }

  /** The same, with less in the file. */
  void tell(@Nullable CommandSpec spec, String line, String brief) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
    if (resultFile != null) {
      try {
        Files.writeString(resultFile, brief);
      } catch (IOException e) {
        throw new BadInput("--result-file: " + resultFile + " can't be written");
      }
    }
  }
}

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
  @Option(
      names = "--result-file",
      defaultValue = "${env:HIPAA_RESULT_FILE}",
      description =
          "Also write the line to this file, as /dev/termination-log. [HIPAA_RESULT_FILE]")
  private @Nullable Path resultFile;

  void tell(@Nullable CommandSpec spec, String line) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
    if (resultFile != null) {
      try {
        Files.writeString(resultFile, line);
      } catch (IOException e) {
        throw new BadInput("--result-file: " + resultFile + " can't be written");
      }
    }
  }
}

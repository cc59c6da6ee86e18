package io.hipaaoperator.cli;

import io.hipaaoperator.purge.PlanReader;
import io.hipaaoperator.purge.PurgePlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The plan of a purge, in a file. */
final class PlanFile {
  @Option(
      names = "--plan",
      defaultValue = "${env:HIPAA_PURGE_PLAN}",
      description = "File with the plan, YAML or JSON. [HIPAA_PURGE_PLAN]")
  private @Nullable Path plan;

  /**
   * The plan.
   *
   * @throws BadInput when the file can't be read or holds more than one document
   * @throws io.hipaaoperator.purge.PlanError naming the field that is wrong
   */
  PurgePlan read() {
    var documents = DocumentReader.read(DatabaseOptions.readable("--plan", plan));
    if (documents.size() != 1) {
      throw new BadInput("--plan: " + plan + " must hold one document, not " + documents.size());
    }
    return PlanReader.read(documents.getFirst().object());
  }
}

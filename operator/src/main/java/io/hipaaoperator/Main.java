package io.hipaaoperator;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code hipaa}: the operator and its command line in one. */
@Command(
    name = "hipaa",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Turns HIPAA checklists into running software on Kubernetes.",
    subcommands = {OperatorCommand.class})
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(args));
  }
}

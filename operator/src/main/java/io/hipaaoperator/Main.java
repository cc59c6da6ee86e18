package io.hipaaoperator;

import ch.qos.logback.classic.Level;
import io.hipaaoperator.cli.Failures;
import io.hipaaoperator.cli.HoldCommand;
import io.hipaaoperator.cli.LedgerCommand;
import io.hipaaoperator.cli.PlanCommand;
import io.hipaaoperator.cli.PurgeCommand;
import io.hipaaoperator.cli.ReachCommand;
import io.hipaaoperator.cli.SealCommand;
import io.hipaaoperator.cli.UnsealCommand;
import io.hipaaoperator.controls.Catalogue;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code hipaa}: the operator and its command line in one. */
@Command(
    name = "hipaa",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Turns HIPAA checklists into running software on Kubernetes.",
    subcommands = OperatorCommand.class)
public final class Main {
  private Main() {}

  /** Runs a command and ends with its exit code. */
  public static void main(String[] args) {
    LogFormat.text.use(Level.WARN);
    System.exit(commandLine().execute(args));
  }

  /** The command line with all its commands. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .addSubcommand(new PlanCommand(Catalogue.WORKLOAD))
        .addSubcommand(new ReachCommand(Catalogue.WORKLOAD))
        .addSubcommand(new LedgerCommand())
        .addSubcommand(new PurgeCommand())
        .addSubcommand(new HoldCommand())
        .addSubcommand(new SealCommand())
        .addSubcommand(new UnsealCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }
}

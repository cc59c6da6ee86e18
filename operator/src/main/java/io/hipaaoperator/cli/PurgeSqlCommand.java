package io.hipaaoperator.cli;

import io.hipaaoperator.purge.MigrationSql;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa purge sql}: what a database needs before it can be purged. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Print the migration, and the role with the least rights for a plan.")
final class PurgeSqlCommand implements Callable<Integer> {
  @Mixin private PlanFile plan = new PlanFile();

  @Option(
      names = "--role",
      defaultValue = "hipaa_purge",
      description = "Name of the role. [hipaa_purge]")
  private String role = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(MigrationSql.of(plan.read(), DatabaseOptions.identifier("--role", role)));
    out.flush();
    return Exit.OK;
  }
}

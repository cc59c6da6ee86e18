package io.hipaaoperator.cli;

import io.hipaaoperator.purge.MigrationSql;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa hold sql}: what a database needs before a hold can be laid in it. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Print the migration, and the role with the least rights to lay legal holds.")
final class HoldSqlCommand implements Callable<Integer> {
  @Option(
      names = "--schema",
      defaultValue = "hipaa",
      description = "Schema of the operator's tables. [hipaa]")
  private String schema = "";

  @Option(
      names = "--role",
      defaultValue = "hipaa_hold",
      description = "Name of the role. [hipaa_hold]")
  private String role = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        MigrationSql.ofHolds(
            DatabaseOptions.identifier("--schema", schema),
            DatabaseOptions.identifier("--role", role)));
    out.flush();
    return Exit.OK;
  }
}

package io.hipaaoperator.cli;

import io.hipaaoperator.sequencer.LedgerSql;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hipaa ledger sql}: what a database needs before its receipts can become a log. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Print the tables of the log, and the role of its writer.")
final class LedgerSqlCommand implements Callable<Integer> {
  @Mixin private LedgerSchema schema = new LedgerSchema();

  @Option(
      names = "--role",
      defaultValue = "hipaa_ledger",
      description = "Name of the role. [hipaa_ledger]")
  private String role = "";

  @Option(
      names = "--purge-role",
      paramLabel = "NAME",
      description = "Role of a purge that waits until its manifest is published.")
  private @Nullable String purgeRole;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(
        LedgerSql.of(
            schema.identifier(),
            DatabaseOptions.identifier("--role", role),
            Optional.ofNullable(purgeRole)
                .map(it -> DatabaseOptions.identifier("--purge-role", it))));
    out.flush();
    return Exit.OK;
  }
}

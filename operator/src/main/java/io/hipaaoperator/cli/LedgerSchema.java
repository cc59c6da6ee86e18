package io.hipaaoperator.cli;

import io.hipaaoperator.postgres.Identifier;
import picocli.CommandLine.Option;

/** Where the operator's tables are in a database. */
final class LedgerSchema {
  @Option(
      names = "--schema",
      defaultValue = "${env:HIPAA_SCHEMA:-hipaa}",
      description = "Schema of the outbox and the log. [HIPAA_SCHEMA, hipaa]")
  private String schema = "";

  Identifier identifier() {
    return DatabaseOptions.identifier("--schema", schema);
  }
}

package io.hipaaoperator.cli;

import picocli.CommandLine.Command;

/** {@code hipaa ledger}: the tamper-evident log of purges and holds. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = "The tamper-evident log of purges and legal holds.",
    subcommands = {
      LedgerVerifyCommand.class,
      LedgerPublishCommand.class,
      LedgerSqlCommand.class,
      LedgerKeyCommand.class
    })
public final class LedgerCommand {}

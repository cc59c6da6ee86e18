package io.hipaaoperator.cli;

import picocli.CommandLine.Option;

/** How a report is printed. */
final class TableOrJson {
  /** One of the two. */
  enum Output {
    table,
    json
  }

  @Option(
      names = {"-o", "--output"},
      defaultValue = "table",
      description = "table or json.")
  private Output output = Output.table;

  boolean isJson() {
    return output == Output.json;
  }
}

package io.hipaaoperator;

import picocli.CommandLine;

/** The command line as users have it, for tests of other packages. */
public final class CommandLines {
  private CommandLines() {}

  /** The command {@code hipaa}. */
  public static CommandLine hipaa() {
    return Main.commandLine();
  }
}

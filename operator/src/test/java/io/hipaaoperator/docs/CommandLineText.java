package io.hipaaoperator.docs;

import io.hipaaoperator.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command prints. */
final class CommandLineText {
  private CommandLineText() {}

  /** Standard output of {@code hipaa} with these arguments. */
  static String of(String... arguments) {
    var text = new StringWriter();
    CommandLines.hipaa().setOut(new PrintWriter(text)).execute(arguments);
    return text.toString();
  }
}

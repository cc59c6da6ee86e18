package io.hipaaoperator.cli;

import io.hipaaoperator.control.Control;
import io.hipaaoperator.workload.Workload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * One run of a command as a script sees it.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {

  static Run plan(List<Control<Workload>> controls, String... arguments) {
    return of(new PlanCommand(controls), arguments);
  }

  static Run of(Object command, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        new CommandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new Failures())
            .execute(arguments);
    return new Run(code, out.toString(), err.toString());
  }
}

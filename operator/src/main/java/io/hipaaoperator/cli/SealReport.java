package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.cli.Table.Cell;
import io.hipaaoperator.control.Verdict;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** What the checks of SealedSecrets came to, as people and programs read it. */
final class SealReport {
  private final Ansi ansi;
  private final List<Row> rows;

  /**
   * One check of one thing.
   *
   * @param object namespace and name, or which certificate
   * @param check what was looked at
   * @param verdict what came of it
   */
  record Row(String object, String check, Verdict verdict) {
    String reason() {
      return String.join("; ", verdict.evidence());
    }
  }

  SealReport(Ansi ansi, List<Row> rows) {
    this.ansi = ansi;
    this.rows = List.copyOf(rows);
  }

  /** A row for each check. */
  String table() {
    Table table = new Table(ansi, "OBJECT", "CHECK", "RESULT", "REASON");
    for (Row row : rows) {
      table.row(
          List.of(
              Cell.plain(row.object()),
              Cell.plain(row.check()),
              PlanReport.verdict(row.verdict()),
              Cell.plain(row.reason())));
    }
    return table.toString();
  }

  /** The worst result, and an object for each check. */
  String json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("result", PlanReport.verdict(worst()).text());
    ArrayNode checks = report.putArray("checks");
    for (Row row : rows) {
      checks
          .addObject()
          .put("object", row.object())
          .put("check", row.check())
          .put("result", PlanReport.verdict(row.verdict()).text())
          .put("reason", row.reason());
    }
    return report.toPrettyString() + System.lineSeparator();
  }

  private Verdict worst() {
    return Verdict.worst(rows.stream().map(Row::verdict).toList());
  }

  /** Of a certificate alone nothing can be said of SealedSecrets. */
  int exitCode() {
    return switch (worst()) {
      case Verdict.Violated _ -> Exit.FINDINGS;
      case Verdict.Undetermined _ -> hasObject() ? Exit.UNDETERMINED : Exit.NOTHING;
      case Verdict.Compliant _ -> hasObject() ? Exit.OK : Exit.NOTHING;
    };
  }

  private boolean hasObject() {
    return rows.stream().anyMatch(row -> row.object().contains("/"));
  }
}

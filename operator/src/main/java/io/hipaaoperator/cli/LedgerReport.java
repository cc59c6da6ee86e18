package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hipaaoperator.cli.Table.Cell;
import io.hipaaoperator.ledger.Finding;
import io.hipaaoperator.ledger.Finding.Outcome;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What a log's checks came to, as people and programs read it. */
final class LedgerReport {
  private final Ansi ansi;
  private final List<Finding> findings;

  LedgerReport(Ansi ansi, List<Finding> findings) {
    this.ansi = ansi;
    this.findings = List.copyOf(findings);
  }

  /** A row for each check. */
  String table() {
    Table table = new Table(ansi, "CHECK", "RESULT", "REASON");
    for (Finding finding : findings) {
      table.row(
          List.of(
              Cell.plain(finding.check()),
              new Cell(word(finding.outcome()), style(finding.outcome())),
              Cell.plain(finding.reason())));
    }
    return table.toString();
  }

  /** The worst result, and an object for each check. */
  String json() {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("result", word(Outcome.worst(findings)));
    ArrayNode checks = report.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("check", finding.check())
          .put("result", word(finding.outcome()))
          .put("reason", finding.reason());
    }
    return report.toPrettyString() + System.lineSeparator();
  }

  private static String word(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String style(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "green";
      case FAIL -> "red";
      case UNKNOWN -> "yellow";
    };
  }
}

package io.hipaaoperator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hipaaoperator.cli.Table.Cell;
import io.hipaaoperator.network.Groups.Group;
import io.hipaaoperator.network.Matrix;
import io.hipaaoperator.network.Matrix.Row;
import io.hipaaoperator.network.Reach;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** Reachability as people and programs read it. */
final class ReachReport {
  private final Ansi ansi;
  private final ReachMap map;
  private final BiPredicate<Group, Group> asked;

  ReachReport(Ansi ansi, ReachMap map, BiPredicate<Group, Group> asked) {
    this.ansi = ansi;
    this.map = map;
    this.asked = asked;
  }

  /** What is open, a row for each pair of endpoints. */
  String table() {
    Table table = new Table(ansi, "FROM", "TO", "PORTS", "VERDICT", "BY");
    matrix().rows().forEach(row -> table.row(row(row)));
    return table.isEmpty() ? "Nothing can be reached.%n".formatted() : table.toString();
  }

  /** Whether one port is open, for each pair of endpoints. */
  String table(PortQuery port) {
    Table table = new Table(ansi, "FROM", "TO", "VERDICT", "WHY");
    for (Answer answer : answers(port)) {
      table.row(
          List.of(
              Cell.plain(answer.from),
              Cell.plain(answer.to),
              verdict(answer.verdict()),
              Cell.plain(answer.reach.why())));
    }
    return table.toString();
  }

  /** Ways over one stop, between sources and destinations whose names contain these words. */
  String indirect(String from, String to) {
    Table table = new Table(ansi, "FROM", "OVER", "TO");
    map.matrix(ReachMap.allPairs()).indirect().stream()
        .filter(way -> map.isProtected(way.getLast()))
        .filter(way -> way.getFirst().contains(from) && way.getLast().contains(to))
        .forEach(way -> table.row(way.stream().map(Cell::plain).toList()));
    return table.isEmpty() ? "" : System.lineSeparator() + table;
  }

  /** What is open, as a JSON array. */
  String json() {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Row row : matrix().rows()) {
      rows.addObject()
          .put("from", row.from())
          .put("to", row.to())
          .put("ports", row.ports().toString())
          .put("verdict", verdict(row))
          .put("by", row.why());
    }
    return rows.toPrettyString();
  }

  /** Whether one port is open, as a JSON array. */
  String json(PortQuery port) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Answer answer : answers(port)) {
      rows.addObject()
          .put("from", answer.from)
          .put("to", answer.to)
          .put("verdict", answer.verdict())
          .put("why", answer.reach.why());
    }
    return rows.toPrettyString();
  }

  private record Answer(String from, String to, Reach reach) {
    String verdict() {
      return switch (reach) {
        case Reach.Allowed _ -> "allowed";
        case Reach.Denied _ -> "denied";
        case Reach.Undefined _ -> "undefined";
      };
    }
  }

  private List<Answer> answers(PortQuery port) {
    Stream<Answer> pairs =
        map.pairs(asked)
            .map(
                pair ->
                    new Answer(
                        pair.from().name(),
                        pair.to().name(),
                        map.connection(pair, port.protocol(), port.port())));
    Stream<Answer> waysIn =
        map.exposures(asked)
            .filter(row -> row.ports().contains(port.protocol(), port.port()))
            .map(row -> new Answer(row.from(), row.to(), reach(row)));
    return Stream.concat(pairs, waysIn).toList();
  }

  private static Reach reach(Row row) {
    return row.certain() ? new Reach.Allowed(row.why()) : new Reach.Undefined(row.why());
  }

  private Matrix matrix() {
    return map.matrix(asked);
  }

  private static List<Cell> row(Row row) {
    return List.of(
        Cell.plain(row.from()),
        Cell.plain(row.to()),
        Cell.plain(row.ports().toString()),
        verdict(verdict(row)),
        Cell.plain(row.why()));
  }

  /** A row of a table of changes. */
  static List<Cell> row(Cell change, Row row) {
    return Stream.concat(Stream.of(change), row(row).stream()).toList();
  }

  private static String verdict(Row row) {
    return row.certain() ? "allowed" : "undefined";
  }

  private static Cell verdict(String verdict) {
    return switch (verdict) {
      case "allowed" -> new Cell(verdict, "yellow");
      case "undefined" -> new Cell(verdict, "magenta");
      default -> new Cell(verdict, "green");
    };
  }
}

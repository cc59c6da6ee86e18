package io.hipaaoperator.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.hipaaoperator.api.Enforcement;
import io.hipaaoperator.cli.Table.Cell;
import io.hipaaoperator.control.Control.Result;
import io.hipaaoperator.control.Verdict;
import io.hipaaoperator.drift.Drift;
import io.hipaaoperator.kube.Write;
import io.hipaaoperator.workload.Preview;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Help.Ansi;

/** A preview as people read it: objects, drift, controls. */
final class PlanReport {
  private final Ansi ansi;
  private final Preview preview;

  PlanReport(Ansi ansi, Preview preview) {
    this.ansi = ansi;
    this.preview = preview;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(ansi.string("@|bold PhiWorkload|@ "))
        .append(title())
        .append(System.lineSeparator());
    text.append(objects());
    preview.missing().forEach(m -> text.append(m).append(System.lineSeparator()));
    if (!preview.drifts().isEmpty()) {
      text.append(System.lineSeparator()).append(drifts());
    }
    return text.append(System.lineSeparator()).append(controls()).toString();
  }

  private String title() {
    var workload = preview.workload();
    boolean observes = workload.spec().enforcement() == Enforcement.Observe;
    return workload.namespace()
        + "/"
        + workload.name()
        + (observes ? " (Observe: nothing is written)" : "");
  }

  private Table objects() {
    Table table = new Table(ansi, "ACTION", "KIND", "NAME");
    preview.desired().forEach(object -> table.row(row(action(object), object)));
    preview.writes().stream()
        .filter(Write.Delete.class::isInstance)
        .forEach(write -> table.row(row(new Cell("delete", "red"), write.object())));
    return table;
  }

  private static List<Cell> row(Cell action, HasMetadata object) {
    return List.of(
        action, Cell.plain(object.getKind()), Cell.plain(object.getMetadata().getName()));
  }

  private Cell action(HasMetadata desired) {
    String name = desired.getMetadata().getName();
    if (preview.foreign().contains(name)) {
      return new Cell("conflict", "red");
    }
    return preview.writes().stream()
        .filter(write -> write.object().getMetadata().getName().equals(name))
        .findFirst()
        .map(PlanReport::action)
        .orElse(Cell.plain("keep"));
  }

  private static Cell action(Write write) {
    return switch (write) {
      case Write.Create _ -> new Cell("create", "green");
      case Write.Apply apply ->
          apply.live().isPresent() ? new Cell("change", "yellow") : new Cell("create", "green");
      case Write.Remove _, Write.Replace _ -> new Cell("change", "yellow");
      case Write.Delete _ -> new Cell("delete", "red");
    };
  }

  private Table drifts() {
    Table table = new Table(ansi, "DRIFT", "OBJECT", "FIELD", "MANAGER", "FOUND");
    for (Drift drift : preview.drifts()) {
      table.row(
          List.of(
              new Cell(drift.type().name(), drift.weakens() ? "red" : "yellow"),
              Cell.plain(drift.name()),
              Cell.plain(drift.path().toString()),
              Cell.plain(Objects.requireNonNullElse(drift.manager(), "unknown")),
              Cell.plain(Objects.requireNonNullElse(drift.found(), ""))));
    }
    return table;
  }

  private Table controls() {
    Table table = new Table(ansi, "CONTROL", "VERDICT", "EVIDENCE");
    for (Result result : preview.results()) {
      List<String> evidence = result.verdict().evidence();
      table.row(
          List.of(
              Cell.plain(result.control().id()),
              verdict(result.verdict()),
              Cell.plain(evidence.isEmpty() ? "" : evidence.getFirst())));
      evidence.stream()
          .skip(1)
          .forEach(line -> table.row(List.of(Cell.plain(""), Cell.plain(""), Cell.plain(line))));
    }
    return table;
  }

  static Cell verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Compliant _ -> new Cell("compliant", "green");
      case Verdict.Violated _ -> new Cell("violated", "red");
      case Verdict.Undetermined _ -> new Cell("undetermined", "yellow");
    };
  }
}

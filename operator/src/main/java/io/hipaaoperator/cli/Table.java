package io.hipaaoperator.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows of cells in columns as wide as their widest cell, with colours where the terminal has them.
 */
final class Table {
  private static final String GAP = "   ";

  private final Ansi ansi;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** An empty table with a header. */
  Table(Ansi ansi, String... header) {
    this.ansi = ansi;
    row(Arrays.stream(header).map(Cell::plain).toList());
  }

  /**
   * A cell.
   *
   * @param text what it says
   * @param style a picocli style such as {@code red}, empty for none
   */
  record Cell(String text, String style) {
    static Cell plain(String text) {
      return new Cell(text, "");
    }

    private String padded(int width, Ansi ansi, boolean last) {
      String padding = last ? "" : " ".repeat(width - text.length());
      String shown =
          style.isEmpty() ? text : ansi.new Text("@|" + style + " " + escaped() + "|@").toString();
      return shown + padding;
    }

    /** Text of others must not be read as markup. */
    private String escaped() {
      return text.replace("|@", "| @").replace("@|", "@ |");
    }
  }

  /** Adds a row. */
  void row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The table, each row a line. */
  @Override
  public String toString() {
    int columns = rows.getFirst().size();
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    StringBuilder text = new StringBuilder();
    for (List<Cell> row : rows) {
      for (int i = 0; i < columns; i++) {
        boolean last = i == columns - 1;
        text.append(row.get(i).padded(widths[i], ansi, last)).append(last ? "" : GAP);
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).text().length()).max().orElse(0);
  }
}

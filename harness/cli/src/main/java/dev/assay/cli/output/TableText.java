package dev.assay.cli.output;

import java.util.List;
import java.util.Locale;

/** Prints rows as aligned columns under a header; the last column is never padded. */
public final class TableText {

  private TableText() {}

  public static void print(Rows rows, Terminal terminal) {
    var widths = new int[rows.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] = Math.max(
          rows.columns().get(i).length(),
          rows.rows().stream().mapToInt(row -> cell(row.get(column)).length()).max().orElse(0));
    }
    terminal.line(line(rows.columns().stream().map(name -> (Object) name.toUpperCase(Locale.ROOT)).toList(), widths, terminal, false));
    rows.rows().forEach(row -> terminal.line(line(row, widths, terminal, true)));
  }

  private static String line(List<Object> cells, int[] widths, Terminal terminal, boolean colour) {
    var line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      var text = cell(cells.get(i));
      line.append(i == 0 ? "" : "  ").append(colour ? terminal.paint(text) : text);
      if (i < cells.size() - 1) {
        line.append(" ".repeat(widths[i] - text.length()));
      }
    }
    return line.toString().stripTrailing();
  }

  static String cell(Object value) {
    return switch (value) {
      case List<?> list -> Texts.few(list.stream().map(TableText::cell).toList(), ",");
      case Boolean yes -> yes ? "yes" : "no";
      case Object other -> Terminal.printable(other.toString());
    };
  }
}

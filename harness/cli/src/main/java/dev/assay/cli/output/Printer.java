package dev.assay.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints an answer in the form asked for. */
public final class Printer {

  private Printer() {}

  public static void print(Answer answer, Format format, Terminal terminal) {
    switch (format) {
      case table -> answer.text().accept(terminal);
      case json -> terminal.line(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(answer.json()));
      case jsonl -> jsonLines(answer.rows(), terminal.out());
      case csv -> csv(answer.rows(), terminal.out());
    }
  }

  private static void jsonLines(Rows rows, PrintStream out) {
    var json = JsonMapper.builder().build();
    rows.asMaps().forEach(row -> out.println(json.writeValueAsString(row)));
    out.flush();
  }

  private static void csv(Rows rows, PrintStream out) {
    out.print(csvLine(rows.columns().stream().map(Rows::jsonName).toList()));
    rows.rows().forEach(row -> out.print(csvLine(row)));
    out.flush();
  }

  /** Make a line as RFC 4180 has it. */
  private static String csvLine(List<?> cells) {
    return cells.stream().map(cell -> csvCell(cell instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(" ")) : cell.toString()))
        .collect(Collectors.joining(",")) + "\r\n";
  }

  private static String csvCell(String text) {
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r') ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}

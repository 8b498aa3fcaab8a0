package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Terminal;
import dev.assay.judge.kpi.KpiFiles;
import tools.jackson.databind.json.JsonMapper;

/** Prints what was found in KPI readings. */
final class KpiText {

  private KpiText() {}

  /** Print in a form; {@code nothing} stands for an empty answer where people read it. */
  static void print(KpiFiles.Answer answer, KpiRows rows, String nothing, Format format, Terminal terminal) {
    switch (format) {
      case json -> terminal.line(answer.json().strip());
      case table -> {
        var lines = answer.text().lines().toList();
        (lines.isEmpty() || answer.text().strip().equals("{}") || answer.text().strip().equals("{ }") ? java.util.List.of(nothing) : lines)
            .forEach(line -> terminal.line(Terminal.printable(line)));
      }
      case jsonl, csv -> {
        var tree = JsonMapper.builder().build().readTree(answer.json());
        Printer.print(new Answer(people -> {}, tree, rows.of(tree)), format, terminal);
      }
    }
  }
}

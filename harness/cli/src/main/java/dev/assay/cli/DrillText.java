package dev.assay.cli;

import dev.assay.cli.drill.ControllersDrill;
import dev.assay.cli.drill.KillDrill;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what came of a drill. */
final class DrillText {

  private DrillText() {}

  static ExitCode print(KillDrill.Result result, boolean interrupted, Format format, Terminal terminal) {
    var rows = new Rows("killed in phase", "times");
    result.killsByPhase().forEach(rows::add);
    var json = new LinkedHashMap<String, Object>();
    json.put("interrupted", interrupted);
    json.put("kills", result.kills());
    json.put("runs", result.runs());
    json.put("wrong", result.wrong());
    json.put("killsByPhase", result.killsByPhase());
    Printer.print(new Answer(line -> {
      tell(result.wrong(), interrupted, "killed -9 " + result.kills() + " times in " + result.runs() + " runs; ", "every total adds up, no host is held", line);
      result.killsByPhase().forEach((phase, count) -> line.line(String.format("  %4d  %s", count, phase)));
    }, json, rows), format, terminal);
    return code(result.wrong());
  }

  static ExitCode print(ControllersDrill.Result result, Format format, Terminal terminal) {
    var rows = new Rows("trouble", "seen");
    result.troubles().forEach(trouble -> rows.add(trouble.what(), trouble.seen()));
    var json = new LinkedHashMap<String, Object>();
    json.put("controllers", result.controllers());
    json.put("runs", result.runs());
    json.put("grants", result.grants());
    json.put("wrong", result.wrong());
    json.put("troubles", result.troubles().stream().map(trouble -> Map.of("what", trouble.what(), "seen", trouble.seen())).toList());
    Printer.print(new Answer(line -> {
      tell(result.wrong(), false, result.controllers() + " servers, " + result.runs() + " runs, " + result.grants() + " grants; ",
          "no host was granted twice, every total adds up", line);
      result.troubles().forEach(trouble -> line.line("  " + trouble.what() + ": " + trouble.seen()));
    }, json, rows), format, terminal);
    return code(result.wrong());
  }

  private static void tell(List<String> wrong, boolean interrupted, String what, String good, Terminal terminal) {
    terminal.line(terminal.paint(!wrong.isEmpty() ? "FAIL" : interrupted ? "INTERRUPTED" : "PASS") + "  " + what + (wrong.isEmpty() ? good : "what does not add up:"));
    wrong.forEach(line -> terminal.line("  " + line));
  }

  private static ExitCode code(List<String> wrong) {
    return wrong.isEmpty() ? ExitCode.OK : ExitCode.INTERNAL;
  }
}

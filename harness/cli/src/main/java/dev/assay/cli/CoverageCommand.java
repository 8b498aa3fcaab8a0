package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.simulator.xapi.Coverage;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.table.ApiTable;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "coverage", description = "Show which messages of XAPI the simulated lab models; the others answer as unknown ones do.",
    footerHeading = "%nExamples:%n", footer = {"  assay lab coverage", "  assay lab coverage VM", "  assay lab coverage VM -o csv"})
final class CoverageCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Parameters(arity = "0..1", paramLabel = "CLASS", description = "The class whose messages to list, such as VM (default: all classes, counted).")
  @Nullable String type;

  @Override
  public Integer call() {
    var coverage = new XapiToolstacks(ApiTable.load()).coverage();
    Printer.print(type == null ? summary(coverage) : Answer.of(messages(coverage, type)), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }

  private static Answer summary(Coverage coverage) {
    var rows = new Rows("class", "modelled", "known", "percent");
    coverage.classes().forEach(of -> {
      int known = of.modelled().size() + of.unmodelled().size();
      rows.add(of.name(), of.modelled().size(), known, percent(of.modelled().size(), known));
    });
    var json = new LinkedHashMap<String, Object>();
    json.put("modelled", coverage.modelled());
    json.put("known", coverage.all());
    json.put("percent", percent(coverage.modelled(), coverage.all()));
    json.put("classes", rows.asMaps());
    return new Answer(terminal -> {
      TableText.print(rows, terminal);
      terminal.line("all: " + coverage.modelled() + " of " + coverage.all() + " messages, " + percent(coverage.modelled(), coverage.all()) + " %");
    }, json, rows);
  }

  private static Rows messages(Coverage coverage, String type) {
    var of = coverage.classes().stream().filter(candidate -> candidate.name().equalsIgnoreCase(type)).findFirst().orElseThrow(() -> unknown(coverage, type));
    var rows = new Rows("message", "modelled");
    of.modelled().forEach(message -> rows.add(of.name() + "." + message, true));
    of.unmodelled().forEach(message -> rows.add(of.name() + "." + message, false));
    return rows;
  }

  private static AssayException.Usage unknown(Coverage coverage, String type) {
    var names = coverage.classes().stream().map(Coverage.OfClass::name).toList();
    return new AssayException.Usage("looking for class '" + type + "' of XAPI: there is none"
        + Suggestion.closest(type, names).map(near -> "; did you mean " + near + "?").orElse("; 'assay lab coverage' lists them"));
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 100 : Math.round(1000.0 * part / whole) / 10.0;
  }
}

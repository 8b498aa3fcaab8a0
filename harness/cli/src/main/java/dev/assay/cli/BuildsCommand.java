package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "builds", description = "List the builds that can be installed in the lab, with what simulated ones carry.",
    footerHeading = "%nExamples:%n", footer = {"  assay lab builds", "  assay lab builds -o csv"})
final class BuildsCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Override
  public Integer call() {
    var lab = parent.root.workspace().lab();
    var rows = new Rows("build", "product", "version", "number", "generation", "released", "defects");
    lab.builds().forEach(build -> {
      var facts = lab.facts(build.id());
      rows.add(build.id().value(), build.product(), build.version().toString(), build.buildNumber(), build.generation(),
          facts.released().map(LocalDate::toString).orElse(""), facts.defects().toString());
    });
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }
}

package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.SeededDefect;
import dev.assay.core.defect.Tier;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "defects", description = "List the defects that simulated builds can carry, and which tiers of suites can find each.",
    footerHeading = "%nA strength is the usual one; --with-defect NAME=STRENGTH and a lab file's builds choose another.%n%nExamples:%n",
    footer = {"  assay lab defects", "  assay run bvt --with-defect revert-keeps-new-data", "  assay run perf --with-defect slower-boot=8%%"})
final class DefectsCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Override
  public Integer call() {
    var rows = new Rows("defect", "strength", "tiers", "what it does");
    Arrays.stream(Defect.values()).forEach(defect -> rows.add(
        defect.label(), SeededDefect.usual(defect).strength(), String.join(" ", defect.tiers().stream().map(Tier::label).toList()), defect.description()));
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }
}

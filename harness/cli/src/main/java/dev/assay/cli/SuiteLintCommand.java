package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.prove.Lint;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "lint",
    description = "Check that each case is in a plan, has an area that owns it, a priority, and a need that follows from its bench and that the lab can satisfy.")
final class SuiteLintCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build to plan for (default: the lab's default).")
  @Nullable String build;

  @Override
  public Integer call() {
    var lab = parent.root.workspace().lab();
    var reports = new Lint(Suites.installed(), lab, SuiteCommand.chosenBuild(lab, build)).run();
    var rows = new Rows("suite", "classes", "cases", "wrong");
    reports.forEach(report -> rows.add(report.suite().name().value(), report.classes(), report.cases(), report.wrong()));
    var summary = new Rows("suite", "classes", "cases", "wrong");
    reports.forEach(report -> summary.add(report.suite().name().value(), report.classes(), report.cases(), report.wrong().size()));
    Printer.print(new Answer(terminal -> {
      dev.assay.cli.output.TableText.print(summary, terminal);
      reports.forEach(report -> report.wrong().forEach(line -> terminal.line(report.suite().name() + ": " + line)));
    }, rows.asMaps(), rows), parent.root.format, parent.root.terminal());
    return reports.stream().allMatch(report -> report.wrong().isEmpty()) ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }
}

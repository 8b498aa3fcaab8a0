package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.cli.serve.Demo;
import dev.assay.cli.serve.Serving;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.site.server.SiteSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "demo",
    description = "Fill the database with six weeks of runs of a simulated product, some builds of which carry defects, so that every page has something true to show."
        + " Each run goes the whole path: reserve, install, test, judge, report.",
    footerHeading = "%nExamples:%n",
    footer = {"  assay demo --serve            open the dashboard, and fill it while you look", "  assay demo --builds 4         the last four builds only", "  assay demo --tiers soak       a long suite on the newest build", "  assay demo --dry-run          what it would run"})
final class DemoCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--builds", paramLabel = "N", description = "How many of the newest builds (default: " + Demo.USUAL + ").")
  @Nullable Integer builds;

  @Option(names = "--tiers", paramLabel = "SUITE", split = ",", description = "Only these suites, such as bvt,perf,upgrade,stress,soak,nightly (default: the first three; the others take long, and try the newest build only).")
  List<String> tiers = List.of();

  @Option(names = "--serve", description = "Serve the dashboard from the start on; the pages fill while you look.")
  boolean serve;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "" + ServeCommand.PORT, description = "The port for --serve (default: ${DEFAULT-VALUE}).")
  int port = ServeCommand.PORT;

  @Option(names = "--dry-run", description = "Say what would be run, and do nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (builds != null && builds < 1) {
      throw new AssayException.Usage("filling with --builds " + builds + ": at least 1 is needed");
    }
    ServeCommand.checkPort(port);
    var lab = root.workspace().home().resolve("lab-inventory/labs/demo.yaml");
    var steps = Demo.steps(lab, Optional.ofNullable(builds), tiers);
    if (dryRun) {
      var rows = new Rows("suite", "build", "seed");
      steps.forEach(step -> rows.add(step.suite(), step.build(), step.seed()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    try (var services = Services.open(root.workspace())) {
      var rows = new Rows("run", "suite", "build", "ended");
      if (serve) {
        return Serving.until(services, SiteSettings.loopback(port), 1, Optional.empty(), root.terminal(), root.format, () -> {
          fill(services, lab, steps, rows);
          root.terminal().progress("filled: " + rows.asMaps().size() + " runs; look around, end with Ctrl-C");
        }).number();
      }
      fill(services, lab, steps, rows);
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return hint();
    }
  }

  private int hint() {
    root.terminal().progress("next: assay serve");
    return ExitCode.OK.number();
  }

  /** Run one after the other; that a suite finds a defect is what is wanted, so only the harness's own trouble ends it. */
  private void fill(Services services, Path lab, List<Demo.Step> steps, Rows rows) {
    var silent = root.terminal().withoutAnswers();
    int number = 0;
    for (var step : steps) {
      root.terminal().progress("demo " + ++number + " of " + steps.size() + ": " + step.suite() + " on " + step.build());
      var ended = run(services, lab, step, silent);
      rows.add(ended.run().value(), step.suite(), step.build(), ended.exitCode().meaning());
      if (ended.exitCode() == ExitCode.INTERRUPTED || ended.exitCode() == ExitCode.UNAVAILABLE || ended.exitCode() == ExitCode.NO_CAPACITY) {
        throw new AssayException.Cancelled("filling the database: " + ended.run() + " ended as " + ended.exitCode().meaning() + "; what is stored stays; see: assay status");
      }
    }
  }

  private static RunController.Ended run(Services services, Path lab, Demo.Step step, Terminal silent) {
    var request = new RunRequest(
        step.suite(), Optional.of(step.build()), lab, OptionalLong.of(step.seed()), List.of(), List.of(), List.of(), 1, 5, System.getProperty("user.name"), Optional.empty());
    return new RunController(services, silent, Format.jsonl, step.suite()).run(request, Conduct.waiting(Duration.ofMinutes(10)).withBriefReports());
  }
}

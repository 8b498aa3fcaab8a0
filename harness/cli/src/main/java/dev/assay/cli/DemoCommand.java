package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.serve.Demo;
import dev.assay.cli.serve.Filling;
import dev.assay.cli.serve.Serving;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.site.server.SiteSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  @Option(names = "--builds", paramLabel = "N", description = "How many of the newest builds (default: all).")
  @Nullable Integer builds;

  @Option(names = "--tiers", paramLabel = "SUITE", split = ",", description = "Only these suites, such as bvt,bootstorm,density,upgrade,stress,perf,soak,regression,nightly (default: the first five; the others take long, and try the newest build only).")
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
    if (steps.isEmpty()) {
      throw new AssayException.Usage("filling with --tiers " + String.join(",", tiers) + ": the demonstration has none of these; assay demo --dry-run lists what it has");
    }
    if (dryRun) {
      var rows = new Rows("suite", "build", "seed", "sizes");
      steps.forEach(step -> rows.add(step.suite(), step.build(), step.seed(), step.sizes().text()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    try (var services = Services.open(root.workspace())) {
      var filling = new Filling(services, root.terminal(), lab, steps);
      if (serve) {
        return Serving.until(services, SiteSettings.loopback(port), 1, Optional.empty(), root.terminal(), root.format, () ->
          root.terminal().progress("filled: " + filling.run().asMaps().size() + " runs; look around, end with Ctrl-C")).number();
      }
      Printer.print(Answer.of(filling.run()), root.format, root.terminal());
      root.terminal().progress("next: assay serve");
      return ExitCode.OK.number();
    }
  }
}

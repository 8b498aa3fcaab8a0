package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.simulator.performance.Calibration;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "calibrate", description = "Run published experiments on the simulated lab's performance model and show how far off it is; with --lab, hold its shape "
    + "against what that lab's hosts did in their last storm and density runs, and keep both.",
    footerHeading = "%nHeld-out rows took no part in choosing the model's parameters; see docs/performance-model.md.%n%nExamples:%n",
    footer = {"  assay lab calibrate", "  assay lab calibrate --seed 7 -o json", "  assay lab calibrate --lab xen"})
final class CalibrateCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() {
    return parent.root.workspace().isExampleLab() ? published() : measured();
  }

  /** Hold the model against what the hosts of a lab did, as their last storm and density runs have it. */
  private int measured() {
    var workspace = parent.root.workspace();
    try (var services = Services.open(workspace)) {
      var answer = LabCalibration.of(workspace, services.runs(), seed).run();
      Printer.print(answer, parent.root.format, parent.root.terminal());
    }
    return ExitCode.OK.number();
  }

  private int published() {
    var rows = new Rows("experiment", "release", "unit", "published", "model", "residual percent", "held out", "source");
    Calibration.run(seed).forEach(row -> rows.add(
        row.experiment(), row.generation(), row.unit(), published(row), rounded(row.model()), Math.round(row.residual() * 1000) / 10.0,
        heldOut(row.use()), row.source()));
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }

  private static String published(Calibration.Row row) {
    return row.least() == row.most() ? plain(row.least()) : plain(row.least()) + " to " + plain(row.most());
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static boolean heldOut(Calibration.Use use) {
    return switch (use) {
      case FITTED -> false;
      case HELD_OUT -> true;
    };
  }

  /** Keep three digits or whole numbers: the publications give no more. */
  private static double rounded(double value) {
    return value >= 100 ? Math.rint(value) : Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }
}

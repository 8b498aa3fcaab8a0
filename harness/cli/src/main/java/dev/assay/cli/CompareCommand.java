package dev.assay.cli;

import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.Rules;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.judge.trend.Comparison;
import dev.assay.judge.trend.Comparison.Row;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.store.Runs;
import dev.assay.store.StoredKpiBook;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "compare", description = "Hold a build's KPIs against those of another, and against the level that one lies in.",
    footerHeading = "%nEnds with 3 when a KPI is worse, 6 when more runs are needed, 4 when there is nothing to compare.%n%nExamples:%n",
    footer = {"  assay compare 8.3.0-GA 8.4.0-2231", "  assay compare 8.3.0-GA 8.4.0-2231 --regressions-only -o csv"})
final class CompareCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(index = "0", paramLabel = "BASE", description = "The build to compare with.")
  @SuppressWarnings("NullAway.Init")
  String base;

  @Parameters(index = "1", paramLabel = "NEW", description = "The build in question.")
  @SuppressWarnings("NullAway.Init")
  String fresh;

  @Option(names = "--regressions-only", description = "Leave out what is not worse.")
  boolean regressionsOnly;

  @Option(names = "--minimum", paramLabel = "PERCENT", description = "Changes smaller than this do not matter (default: 1).")
  double minimum = Rules.DEFAULT.minimumPercent();

  @Option(names = "--any-dependence", description = "Let KPIs depend on each other in any way (Benjamini-Yekutieli), at a loss of power.")
  boolean anyDependence;

  @Override
  public Integer call() {
    if (!(minimum >= 0)) {
      throw new AssayException.Usage("comparing builds with --minimum " + minimum + ": a change in percent is not negative");
    }
    if (base.equals(fresh)) {
      throw new AssayException.Usage("comparing build " + base + " with itself: name two builds");
    }
    try (var services = Services.open(root.workspace())) {
      check(services.runs(), base);
      check(services.runs(), fresh);
      var rules = new Rules(Rules.DEFAULT.falseDiscovery(), minimum, anyDependence);
      var comparison = new KpiTrends(StoredKpiBook.over(services.database())).compare(BuildId.of(base), BuildId.of(fresh), rules);
      Printer.print(answer(comparison), root.format, root.terminal());
      return exitCode(comparison).number();
    }
  }

  private static void check(Runs runs, String build) {
    if (runs.ofBuild(build, Optional.empty()).isEmpty()) {
      throw new AssayException.Nothing("comparing build " + build + ": no run of it is stored; to begin: assay run perf --build " + build);
    }
  }

  private Answer answer(Comparison comparison) {
    var rows = new Rows("kpi", "unit", "base", "new", "delta percent", "percent interval", "noise percent", "base readings", "new readings", "verdict", "more runs", "adjusted P value", "primary");
    int each = BuildComparison.readingsOfEach(comparison.rows().size(), new Rules(Rules.DEFAULT.falseDiscovery(), minimum, anyDependence));
    var table = new Rows("kpi", "base", "new", "delta", "95% CI", "noise", "n", "verdict");
    comparison.rows().stream().filter(row -> !regressionsOnly || row.finding().answer() == Finding.Answer.REGRESSION).forEach(row -> {
      var finding = row.finding();
      rows.add(row.line().name(), row.line().kpi().unit(), row.base(), row.fresh(), finding.percent(),
          List.of(KpiNumbers.finite(finding.percentInterval().low()), KpiNumbers.finite(finding.percentInterval().high())), row.noisePercent(),
          finding.baselineBuilds(), finding.repeats(), word(finding), finding.moreRuns(), finding.adjusted(), row.isPrimary());
      table.add(row.line().name() + " " + row.line().kpi().unit(), KpiNumbers.reading(row.base()), KpiNumbers.reading(row.fresh()),
          KpiNumbers.percent(finding.percent()), KpiNumbers.interval(finding.percentInterval()), KpiNumbers.plain(row.noisePercent()) + "%",
          finding.baselineBuilds() + "/" + finding.repeats(), told(row, each) + (row.isPrimary() ? " *primary" : ""));
    });
    return new Answer(terminal -> {
      terminal.line(verdict(comparison) + "  " + base + " -> " + fresh + "   " + summary(comparison));
      if (!table.isEmpty()) {
        TableText.print(table, terminal);
      }
      if (comparison.rows().stream().anyMatch(row -> row.finding().answer() == Finding.Answer.NEEDS_MORE_RUNS)) {
        terminal.line("next: assay run SUITE --build " + fresh + " for more runs");
      }
    }, rows.asMaps(), rows);
  }

  private static String verdict(Comparison comparison) {
    return switch (exitCode(comparison)) {
      case FAILED -> "WORSE";
      case INCONCLUSIVE -> "MORE RUNS";
      case OK -> "NOT WORSE";
      default -> "NOTHING TO COMPARE";
    };
  }

  private static String summary(Comparison comparison) {
    return comparison.rows().size() + " KPIs in both: " + count(comparison, Finding.Answer.REGRESSION) + " worse, "
        + count(comparison, Finding.Answer.IMPROVEMENT) + " better, " + count(comparison, Finding.Answer.NEEDS_MORE_RUNS) + " need more runs; "
        + comparison.onlyBase().size() + " only in the base, " + comparison.onlyNew().size() + " only in the new build";
  }

  private static long count(Comparison comparison, Finding.Answer answer) {
    return comparison.rows().stream().filter(row -> row.finding().answer() == answer).count();
  }

  private static ExitCode exitCode(Comparison comparison) {
    if (comparison.rows().isEmpty()) {
      return ExitCode.NOTHING;
    }
    if (count(comparison, Finding.Answer.REGRESSION) > 0) {
      return ExitCode.FAILED;
    }
    return count(comparison, Finding.Answer.NEEDS_MORE_RUNS) > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }

  private static String word(Finding finding) {
    return finding.answer().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String told(Row row, int each) {
    return switch (row.finding().answer()) {
      case REGRESSION -> "WORSE";
      case IMPROVEMENT -> "BETTER";
      case CHANGE -> "CHANGED";
      case NONE -> "SAME";
      case NEEDS_MORE_RUNS -> row.finding().baselineBuilds() < each
          ? "MORE RUNS (need " + each + " of each)" : "MORE RUNS (need " + (row.finding().repeats() + row.finding().moreRuns()) + ")";
    };
  }
}

package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.simulation.SchedulingTrials;
import dev.assay.inventory.simulation.TrialResult;
import dev.assay.inventory.simulation.TrialSize;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Trials of scheduling in simulated time: not how fast, but whether what must hold does, and how good the forecasts are. */
final class SchedulingBench {

  static final String NAME = "scheduling";
  static final String DESCRIPTION = "whether leases hold through simulated days of crashes, stalls and failed hosts (--seeds, --seed, --weeks)";

  private SchedulingBench() {}

  static int run(AssayCommand root, long seed, int seeds, TrialSize size) {
    if (seeds < 1) {
      throw new AssayException.Usage("running trials of scheduling with --seeds " + seeds + ": at least 1 is needed");
    }
    var time = SystemTime.real();
    var started = time.now();
    var trials = SchedulingTrials.run(seed, seeds, size, result -> tell(root.terminal(), result, size));
    var rows = new Rows("trials", "violated", "served", "grants", "expired", "evicted", "dropped", "mishaps", "refused late", "forecasts", "covered", "median width", "median error", "longest wait",
        "took").add(seeds, trials.failed().size(), sum(trials, TrialResult::served), sum(trials, TrialResult::grants), sum(trials, TrialResult::expiries),
        sum(trials, TrialResult::evictions), sum(trials, TrialResult::missed), sum(trials, TrialResult::crashes), sum(trials, TrialResult::refusedLate), trials.forecasts(),
        String.format(Locale.ROOT, "%.0f%%", 100 * trials.coverage()), Texts.brief(trials.medianWidth()), Texts.brief(trials.medianError()), Texts.brief(trials.longestWait()), Texts.brief(time.since(started)));
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return (trials.failed().isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
  }

  /** Return the size that is meant; a day of a dozen hosts if none is said. */
  static TrialSize size(boolean hours, boolean weeks) {
    if (hours && weeks) {
      throw new AssayException.Usage("running trials of scheduling: --hours and --weeks exclude each other");
    }
    return hours ? TrialSize.HOURS : weeks ? TrialSize.WEEKS : TrialSize.DAY;
  }

  private static String option(TrialSize size) {
    return size.equals(TrialSize.HOURS) ? " --hours" : size.equals(TrialSize.WEEKS) ? " --weeks" : "";
  }

  private static void tell(Terminal terminal, TrialResult result, TrialSize size) {
    if (!result.holds()) {
      result.violations().forEach(what -> terminal.progress("seed " + result.seed() + "  " + what));
      terminal.progress("replay: assay bench scheduling --seeds 1 --seed " + result.seed() + option(size));
    }
  }

  private static int sum(SchedulingTrials trials, ToIntFunction<TrialResult> count) {
    return trials.results().stream().mapToInt(count).sum();
  }
}

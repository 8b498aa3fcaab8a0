package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.benchmark.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "bench",
    description = "Measure Assay itself on this machine; each figure beside a reference measured in turns with it.",
    footerHeading = "%nA ratio is the median over the median of the benchmark's first line; that of the simulator is over the wall clock.%n%nExamples:%n",
    footer = {"  assay bench --list", "  assay bench", "  assay bench ingest --repetitions 20 -o json",
        "  assay bench scheduling --seeds 1000"})
final class BenchCommand implements Callable<Integer> {

  private static final int WARM_UPS = 3;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The benchmark (default: all, one after the other).")
  @Nullable String name;

  @Option(names = "--list", description = "Tell which benchmarks there are, and run none.")
  boolean list;

  @Option(names = "--repetitions", paramLabel = "N", description = "How many rounds count, after " + WARM_UPS + " that warm up (default: the benchmark's own).")
  @Nullable Integer repetitions;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "100", description = "Of 'scheduling': how many trials (default: ${DEFAULT-VALUE}).")
  int seeds = 100;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of 'scheduling': the first trial's seed (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--weeks", description = "Of 'scheduling': two weeks of 200 hosts and 3,000 requests in each trial, not a day of 12 and 120.")
  boolean weeks;

  @Option(names = "--hours", description = "Of 'scheduling': three hours of 5 hosts and 16 requests in each trial; thousands take seconds.")
  boolean hours;

  @Override
  public Integer call() {
    if (SchedulingBench.NAME.equals(name) && !list) {
      return SchedulingBench.run(root, seed, seeds, SchedulingBench.size(hours, weeks));
    }
    if (repetitions != null && repetitions < 1) {
      throw new AssayException.Usage("running benchmarks with --repetitions " + repetitions + ": at least 1 is needed");
    }
    var chosen = chosen();
    Printer.print(Answer.of(list ? listed(chosen) : measured(chosen)), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private List<Benchmark> chosen() {
    if (name == null) {
      return List.of(Benchmark.values());
    }
    var names = Stream.concat(Arrays.stream(Benchmark.values()).map(benchmark -> benchmark.label), Stream.of(SchedulingBench.NAME)).toList();
    return Arrays.stream(Benchmark.values()).filter(benchmark -> benchmark.label.equals(name)).findFirst().map(List::of)
        .orElseThrow(() -> new AssayException.Usage("looking for benchmark '" + name + "': there is none; there are " + String.join(", ", names)
            + Suggestion.closest(name, names).map(near -> "; did you mean " + near + "?").orElse("")));
  }

  private static Rows listed(List<Benchmark> benchmarks) {
    var rows = new Rows("benchmark", "repetitions", "measures");
    benchmarks.forEach(benchmark -> rows.add(benchmark.label, benchmark.repetitions, benchmark.description));
    rows.add(SchedulingBench.NAME, 1, SchedulingBench.DESCRIPTION);
    return rows;
  }

  private Rows measured(List<Benchmark> benchmarks) {
    var rows = new Rows("benchmark", "contender", "unit", "median", "min", "max", "ratio", "repetitions");
    for (var benchmark : benchmarks) {
      root.terminal().progress("measuring " + benchmark.label + ": " + benchmark.description);
      var figures = benchmark.run(root.workspace(), WARM_UPS, repetitions == null ? benchmark.repetitions : repetitions);
      figures.forEach(figure -> add(rows, benchmark, figure));
    }
    return rows;
  }

  private static void add(Rows rows, Benchmark benchmark, Figure figure) {
    rows.add(benchmark.label, figure.contender(), figure.unit(), rounded(figure.median()), rounded(figure.least()), rounded(figure.most()),
        rounded(figure.ratio()), figure.repetitions().size());
  }

  /** Keep what is significant of a measurement: whole numbers, or three digits. */
  private static Number rounded(double value) {
    return value >= 100 ? (Number) Math.round(value) : (Number) Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }
}

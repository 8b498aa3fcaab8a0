package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles;
import dev.assay.judge.kpi.KpiFiles.Mode;
import dev.assay.store.StoredKpiBook;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "kpi", description = "Analyse KPI readings: those stored (ls, show, bands, changes, accept), or those of JSON files (detect, gate, stats).",
    footerHeading = "%n", footer = "The files are described in docs/kpi-analysis.md, with JSON schemas in docs/schemas.")
final class KpiCommand implements Runnable {

  private static final int DEFAULT_WARMUP = 30;
  private static final int MOST_CHANGE = 1000;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the KPIs: ls, show, bands, changes, accept, detect, gate or stats");
  }

  @Command(name = "detect", description = "Find the builds at which series of readings moved to a new level.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay kpi detect boot-times.json",
        "  assay kpi detect boot-times.json -o json --indices",
        "  assay kpi detect boot-times.json -o json --online --warmup 30",
        "  printf '{\"series\":[{\"id\":\"a\",\"values\":[1,1.1,0.9]}]}' | assay kpi detect - -o json"
      })
  int detect(
      @Parameters(paramLabel = "FILE", description = "The series; - is standard input.") String file,
      @Option(names = "--indices", description = "Answer only the index of each new level's first build, counted from 0; in JSON if no -o is given.") boolean indices,
      @Option(names = "--online", description = "Replay build by build and answer every alert; in JSON if no -o is given.") boolean online,
      @Option(names = "--warmup", paramLabel = "N", description = "How many builds the replay takes as known (default: " + DEFAULT_WARMUP + ").") @Nullable Integer warmup) {
    var mode = mode(indices, online, warmup);
    var answer = KpiInput.of(file).answer(path -> KpiFiles.detect(path, mode), (name, stream) -> KpiFiles.detect(name, stream, mode));
    var shape = switch (mode) {
      case Mode.Findings() -> KpiRows.CHANGES;
      case Mode.Indices() -> KpiRows.INDICES;
      case Mode.Online _ -> KpiRows.ALERTS;
    };
    return print(answer, shape, "no change found", mode instanceof Mode.Findings);
  }

  @Command(name = "gate", description = "Compare all KPIs of a build with their baselines: regression, improvement, change, none or needs-more-runs.",
      footerHeading = "%nEnds with 3 on a regression, 6 when more runs are needed, 4 when the file has no KPI.%n%nExamples:%n",
      footer = {
        "  assay kpi gate build-90233.json",
        "  assay kpi gate build-90233.json -o csv"
      })
  int gate(@Parameters(paramLabel = "FILE", description = "The build's readings with their baselines; - is standard input.") String file) {
    return print(KpiInput.of(file).answer(KpiFiles::gate, KpiFiles::gate), KpiRows.COMPARISONS, "no KPI in the file", true);
  }

  @Command(name = "stats", description = "Compute elementary statistics; intervals and bounds are at 95 %%.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  assay kpi stats questions.json",
        "  printf '{\"proportions\":[{\"id\":\"bvt\",\"successes\":95,\"trials\":100}]}' | assay kpi stats -"
      })
  int stats(@Parameters(paramLabel = "FILE", description = "What to compute; - is standard input.") String file) {
    return print(KpiInput.of(file).answer(KpiFiles::stats, KpiFiles::stats), KpiRows.STATISTICS, "nothing asked in the file", true);
  }

  @Command(name = "ls", description = "List the stored KPIs with their latest readings.")
  int list() {
    return stored(StoredKpiCommands::list);
  }

  @Command(name = "show", description = "Show the latest readings of a KPI, a row per build.")
  int show(@Parameters(paramLabel = "KPI", description = "Its name, such as vm.boot.") String kpi) {
    return stored(book -> book.show(kpi));
  }

  @Command(name = "bands", description = "Tell where readings are expected: three deviations around the level since the last change that is no open regression.")
  int bands(
      @Parameters(arity = "0..1", paramLabel = "KPI", description = "Its name (default: all).") @Nullable String kpi,
      @Option(names = "--release", paramLabel = "BUILD", description = "Tell also how far readings have drifted since this build.") @Nullable String release,
      @Option(names = "--change", paramLabel = "PERCENT", defaultValue = "3",
          description = "Tell how many runs either of two builds takes until a change of so many percent shows (default: ${DEFAULT-VALUE}).") double change) {
    if (!(change > 0 && change <= MOST_CHANGE)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "a change to be shown is more than 0 and at most " + MOST_CHANGE + " percent, not " + change);
    }
    return stored(book -> book.bands(Optional.ofNullable(kpi), Optional.ofNullable(release).map(BuildId::of), change));
  }

  @Command(name = "changes", description = "List the builds at which stored KPIs moved to a new level, latest first.")
  int changes(
      @Parameters(arity = "0..1", paramLabel = "KPI", description = "Its name (default: all).") @Nullable String kpi,
      @Option(names = "--open", description = "Only regressions that neither went away nor were accepted.") boolean open) {
    return stored(book -> book.changesOf(Optional.ofNullable(kpi), open));
  }

  @Command(name = "accept", description = "Accept a change: the level after it is the baseline from then on.",
      footerHeading = "%nExamples:%n", footer = "  assay kpi accept vm.boot 8.4.0-2231 --owner kim --reason 'BIOS 2.4, LAB-77'")
  int accept(
      @Parameters(index = "0", paramLabel = "KPI", description = "As kpi changes names it.") String kpi,
      @Parameters(index = "1", paramLabel = "BUILD", description = "The build at which it changed.") String build,
      @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who answers for it.") String owner,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason,
      @Option(names = "--dry-run", description = "Change nothing.") boolean dryRun) {
    return stored(book -> book.accept(kpi, build, owner, reason, dryRun));
  }

  private int stored(Function<StoredKpiCommands, Answer> asked) {
    try (var services = Services.open(root.workspace())) {
      Printer.print(asked.apply(new StoredKpiCommands(StoredKpiBook.over(services.database()))), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private CommandLine detect() {
    return spec.subcommands().get("detect");
  }

  private Mode mode(boolean indices, boolean online, @Nullable Integer warmup) {
    if (indices && online) {
      throw new CommandLine.ParameterException(detect(), "--indices and --online exclude each other");
    }
    if (warmup != null && !online) {
      throw new CommandLine.ParameterException(detect(), "--warmup belongs to --online");
    }
    if (online) {
      return new Mode.Online(Optional.ofNullable(warmup).orElse(DEFAULT_WARMUP));
    }
    return indices ? new Mode.Indices() : new Mode.Findings();
  }

  /** Print for people, or, where programs are the likelier readers, as JSON unless a form was asked for. */
  private int print(KpiFiles.Answer answer, KpiRows rows, String nothing, boolean forPeople) {
    var format = forPeople || root.formatIsGiven() ? root.format : Format.json;
    KpiText.print(answer, rows, nothing, format, root.terminal());
    return answer.exitCode().number();
  }
}

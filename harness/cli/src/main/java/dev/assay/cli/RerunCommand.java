package dev.assay.cli;

import dev.assay.analysis.stats.Proportions;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Conduct;
import dev.assay.cli.run.Rerunning;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.store.CaseRecord;
import dev.assay.testkit.plan.Selection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "rerun",
    description = "Try the cases of a run again, as a new run that says whose rerun it is.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay rerun R-7                          everything, with the same build and seed",
      "  assay rerun R-7 --failed                 what the product failed",
      "  assay rerun R-7 --infra-failed           what the lab or the harness spoiled, and what was never tried",
      "  assay rerun R-7 --failed -n 20           twenty times, for the ratio of failures"
    })
final class RerunCommand implements Callable<Integer> {

  private static final double CONFIDENCE = 0.95;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "RUN", description = "The run.")
  String run = "";

  @Option(names = "--failed", description = "Only cases that failed.")
  boolean failed;

  @Option(names = "--infra-failed", description = "Only cases that the lab or the harness spoiled, or that were never tried.")
  boolean spoiled;

  @Option(names = "--only", paramLabel = "PATTERN", description = "Only cases whose name matches, with * for any text; may be given again.")
  List<String> only = List.of();

  @Option(names = {"-n", "--times"}, paramLabel = "N", defaultValue = "1",
      description = "How often (default: ${DEFAULT-VALUE}); more than once with seeds that count up, and the ratio of failures is told.")
  int times = 1;

  @Option(names = "--build", paramLabel = "BUILD", description = "Try another build (default: that of the run).")
  @Nullable String build;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of the first rerun (default: that of the run).")
  @Nullable Long seed;

  @Option(names = "--wait", paramLabel = "MINUTES", defaultValue = "60", description = "How long to wait for hosts (default: ${DEFAULT-VALUE}).")
  int waitMinutes = 60;

  @Option(names = "--dry-run", description = "Say what would be tried again, and do nothing.")
  boolean dryRun;

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    if (failed && spoiled) {
      throw new AssayException.Usage("trying cases again with --failed and --infra-failed: choose one of them");
    }
    var server = ServerClient.configured(root);
    if (server.isPresent()) {
      return times == 1 && only.isEmpty() && !dryRun
          ? new ServerRuns(server.get(), root).rerun(run, asked()).number()
          : ServerForward.begin(server.get(), root, "rerun", root.spec.commandLine().getParseResult().originalArgs());
    }
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      var stored = services.runs().cases(record.id());
      var cases = chosen(stored);
      if (cases.isEmpty()) {
        throw new AssayException.Nothing("trying cases of run " + record.id() + " again: none of its " + record.planned() + " cases " + asked(failed, spoiled, only)
            + "; see 'assay logs " + record.id() + "'");
      }
      var request = new Rerunning.Request(record, cases.size() == stored.size() ? List.of() : cases, times, Optional.ofNullable(build),
          seed == null ? OptionalLong.empty() : OptionalLong.of(seed), Asker.name());
      if (dryRun) {
        return rehearse(cases).number();
      }
      var result = new Rerunning(services, root.terminal(), root.format, gate.policyFor(record.header().suite().value()))
          .run(request, Conduct.waiting(Duration.ofMinutes(Math.max(0, waitMinutes))));
      if (times > 1) {
        print(result);
      }
      return result.exitCode().number();
    }
  }

  /** Say what no case is. */
  private static String asked(boolean failed, boolean spoiled, List<String> only) {
    var kind = failed ? "failed" : spoiled ? "was spoiled by the lab or left untried" : "";
    var name = only.isEmpty() ? "" : "has a name like " + String.join(" or ", only);
    return kind + (kind.isEmpty() || name.isEmpty() ? "" : " and ") + name;
  }

  /** Return what a server is asked. */
  private Map<String, Object> asked() {
    var asked = new LinkedHashMap<String, Object>();
    asked.put("which", failed ? "failed" : spoiled ? "infra-failed" : "all");
    Optional.ofNullable(build).ifPresent(value -> asked.put("build", value));
    Optional.ofNullable(seed).ifPresent(value -> asked.put("seed", value));
    return asked;
  }

  private ExitCode rehearse(List<CaseId> cases) {
    var rows = new Rows("case", "times");
    cases.forEach(testCase -> rows.add(testCase.value(), times));
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ExitCode.OK;
  }

  private List<CaseId> chosen(List<CaseRecord> stored) {
    var ofKind = failed ? Rerunning.failed(stored) : spoiled ? Rerunning.spoiled(stored) : stored.stream().map(testCase -> testCase.planned().id()).toList();
    var selection = only.isEmpty() ? Selection.ALL : new Selection(only);
    return ofKind.stream().filter(selection::includes).toList();
  }

  private void print(Rerunning.Result result) {
    var rows = new Rows("case", "tried", "failed", "undecided", "failure ratio", "at least", "at most");
    result.tallies().forEach(tally -> {
      var bounds = tally.decided() == 0 ? Optional.<dev.assay.analysis.stats.Interval>empty()
          : Optional.of(Proportions.wilson(tally.failed(), tally.decided(), CONFIDENCE));
      rows.add(tally.testCase().value(), tally.decided() + tally.undecided(), tally.failed(), tally.undecided(),
          tally.decided() == 0 ? "" : (Object) ((double) tally.failed() / tally.decided()),
          bounds.<Object>map(interval -> interval.low()).orElse(""), bounds.<Object>map(interval -> interval.high()).orElse(""));
    });
    var json = new LinkedHashMap<String, Object>();
    json.put("rerunOf", ChosenRun.id(run).value());
    json.put("runs", result.runs().stream().map(id -> id.value()).toList());
    json.put("confidence", CONFIDENCE);
    json.put("cases", rows.asMaps());
    Printer.print(new Answer(terminal -> tell(result, terminal), json, rows), root.format, root.terminal());
  }

  private static void tell(Rerunning.Result result, Terminal terminal) {
    terminal.line("tried again in " + result.runs().getFirst() + (result.runs().size() > 1 ? " to " + result.runs().getLast() : ""));
    for (var tally : result.tallies()) {
      terminal.line("  " + terminal.paint(tally.failed() > 0 ? "FAIL" : tally.passed() > 0 ? "PASS" : "INCONCLUSIVE") + "  " + tally.testCase() + "  " + ratio(tally));
    }
  }

  private static String ratio(Rerunning.Tally tally) {
    if (tally.decided() == 0) {
      return tally.undecided() + " times undecided";
    }
    var bounds = Proportions.wilson(tally.failed(), tally.decided(), CONFIDENCE);
    return String.format(Locale.ROOT, "failed %d of %d, %.0f %% [%.0f, %.0f]%s", tally.failed(), tally.decided(), 100.0 * tally.failed() / tally.decided(),
        100 * bounds.low(), 100 * bounds.high(), tally.undecided() == 0 ? "" : ", " + tally.undecided() + " times undecided");
  }
}

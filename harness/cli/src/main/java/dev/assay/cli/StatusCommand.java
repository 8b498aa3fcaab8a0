package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.judge.Judge;
import dev.assay.judge.triage.Counts;
import dev.assay.judge.triage.Finding;
import dev.assay.store.RunRecord;
import dev.assay.store.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "status", description = "Tell how a build stands: the latest run of each suite, and what to do next.")
final class StatusCommand implements Callable<Integer> {

  private static final int MOST_NEW = 5;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "BUILD", description = "The build (default: that of the latest run).")
  @Nullable String build;

  private final Time time = SystemTime.real();

  @Override
  public Integer call() {
    try (var services = Services.open(root.workspace())) {
      var asked = Optional.ofNullable(build).or(() -> services.runs().latest(1).stream().map(run -> run.header().build().id().value()).findFirst());
      if (asked.isEmpty()) {
        throw new AssayException.Nothing("reading the stored runs: there are none yet; to begin: assay run bvt");
      }
      var runs = services.runs().ofBuild(asked.get(), Optional.empty());
      if (runs.isEmpty()) {
        throw new AssayException.Nothing("reading the runs of build " + asked.get() + ": there are none; runs exist of " + builds(services));
      }
      var latest = latestOfEachSuite(runs);
      var triage = services.triage();
      var sorted = new TreeMap<String, List<Finding>>();
      latest.stream().filter(StatusCommand::hasFailures).forEach(run -> sorted.put(run.id().value(), triage.sort(run.id())));
      Printer.print(answer(asked.get(), latest, unfinished(runs), sorted), root.format, root.terminal());
      services.orders().pauses().forEach(pause -> root.terminal().progress(pause.run() + " is paused at " + pause.testCase() + " until "
          + Texts.clock(pause.until()) + "; go on: assay resume " + pause.run() + ", end: assay cancel " + pause.run()));
      return ExitCode.OK.number();
    }
  }

  private static boolean hasFailures(RunRecord run) {
    return run.counts().getOrDefault(Verdict.FAIL, 0) + run.counts().getOrDefault(Verdict.INCONCLUSIVE, 0) > 0
        || run.verdict().filter(verdict -> verdict == Verdict.PASS).isEmpty();
  }

  private static String builds(Services services) {
    return String.join(", ", services.runs().latest(50).stream().map(run -> run.header().build().id().value()).distinct().toList());
  }

  private static List<RunRecord> latestOfEachSuite(List<RunRecord> newestFirst) {
    var latest = new LinkedHashMap<String, RunRecord>();
    newestFirst.stream().filter(StatusCommand::isWhole).forEach(run -> latest.putIfAbsent(run.header().suite().value(), run));
    newestFirst.forEach(run -> latest.putIfAbsent(run.header().suite().value(), run));
    return new ArrayList<>(latest.values());
  }

  /** Name the runs that a later run of their suite hides from view, and that somebody may still want to finish. */
  private static List<String> unfinished(List<RunRecord> newestFirst) {
    var latest = latestOfEachSuite(newestFirst);
    return newestFirst.stream().filter(run -> run.state() != RunRecord.State.DONE && !latest.contains(run)).map(run -> run.id().value()).toList();
  }

  private Answer answer(String asked, List<RunRecord> runs, List<String> unfinished, Map<String, List<Finding>> sorted) {
    var rows = new Rows("suite", "state", "verdict", "passed", "planned", "run", "started", "wall seconds", "new", "known", "flaky", "infra", "muted");
    runs.forEach(run -> rows.add(
        run.header().suite().value(), run.state().name(), run.verdict().map(Verdict::name).orElse(""),
        run.counts().getOrDefault(Verdict.PASS, 0), run.planned(), run.id().value(), run.started().toString(),
        run.ended().map(ended -> java.time.Duration.between(run.started(), ended).toSeconds()).orElse(-1L),
        counts(run, sorted).fresh(), counts(run, sorted).known(), counts(run, sorted).flaky(), counts(run, sorted).infra(), counts(run, sorted).muted()));
    var json = new LinkedHashMap<String, Object>();
    json.put("readiness", readiness(runs));
    json.put("build", asked);
    json.put("suites", rows.asMaps());
    json.put("newFailures", fresh(runs, sorted).stream().map(finding -> finding.testCase().value()).toList());
    json.put("earlierUnfinished", unfinished);
    return new Answer(terminal -> {
      print(asked, runs, sorted, terminal);
      if (!unfinished.isEmpty()) {
        terminal.line("earlier runs that did not end: " + String.join(", ", unfinished) + "; finish one with assay resume RUN");
      }
    }, json, rows);
  }

  private static Counts counts(RunRecord run, Map<String, List<Finding>> sorted) {
    return Counts.of(sorted.getOrDefault(run.id().value(), List.of()));
  }

  private void print(String asked, List<RunRecord> runs, Map<String, List<Finding>> sorted, Terminal terminal) {
    terminal.line(terminal.paint(readiness(runs)) + "  build " + asked + "  (" + Texts.ago(runs.getFirst().started(), time.now()) + ")");
    for (var run : runs) {
      var word = run.state() == RunRecord.State.DONE ? run.verdict().map(Verdict::name).orElse("INCONCLUSIVE") : run.state().name();
      terminal.line(String.format("  %-10s ", run.header().suite()) + terminal.paint(word) + "  " + Texts.counts(run.counts(), run.planned())
          + (counts(run, sorted).equals(Counts.NONE) ? "" : " (" + counts(run, sorted).describe() + ")")
          + "   " + run.id() + "  " + run.ended().map(ended -> Texts.brief(java.time.Duration.between(run.started(), ended))).orElse(run.phase() + " " + run.phaseDetail()) + Terminal.printable(remarks(run)));
    }
    var fresh = fresh(runs, sorted);
    fresh.stream().limit(MOST_NEW).forEach(finding -> terminal.line("NEW  " + finding.testCase() + "  "
        + finding.signatures().stream().map(Signature::name).collect(Collectors.joining(" ")) + "  " + Terminal.printable("\"" + finding.signatures().getFirst().message() + "\"")));
    if (fresh.size() > MOST_NEW) {
      terminal.line("NEW  and " + (fresh.size() - MOST_NEW) + " more");
    }
    runs.forEach(run -> next(run).ifPresent(command -> terminal.line("next: " + command)));
  }

  private static List<Finding> fresh(List<RunRecord> runs, Map<String, List<Finding>> sorted) {
    return runs.stream().flatMap(run -> sorted.getOrDefault(run.id().value(), List.of()).stream()).filter(finding -> finding.kind() == Finding.Kind.NEW).toList();
  }

  private static Optional<String> next(RunRecord run) {
    return switch (run.state()) {
      case RUNNING -> Optional.of("assay watch " + run.id());
      case INTERRUPTED -> Optional.of("assay resume " + run.id());
      case DONE -> run.verdict().filter(verdict -> verdict != Verdict.PASS).map(_ -> "assay logs " + run.id() + " --failed | assay triage ls " + run.id())
          .or(() -> isWhole(run) ? Optional.empty() : Optional.of("assay run " + run.header().suite() + " --build " + run.header().build().id()));
    };
  }

  private static boolean isWhole(RunRecord run) {
    return !run.header().options().containsKey(Judge.SELECTION);
  }

  /** Say what a run was besides a plain run of its whole suite. */
  private static String remarks(RunRecord run) {
    var options = run.header().options();
    return (isWhole(run) ? "" : "  only " + options.get(Judge.SELECTION)) + (options.containsKey("defects") ? "  with defect " + options.get("defects") : "");
  }

  /**
   * One word for the whole: not ready when a suite failed, ready when every suite that ran passed, else pending. A
   * selection of a suite can show that a build is not ready, never that it is.
   */
  private static String readiness(List<RunRecord> runs) {
    if (runs.stream().anyMatch(run -> run.verdict().filter(verdict -> verdict == Verdict.FAIL).isPresent() || run.counts().getOrDefault(Verdict.FAIL, 0) > 0)) {
      return "NOT READY";
    }
    return runs.stream().allMatch(run -> isWhole(run) && run.verdict().filter(verdict -> verdict == Verdict.PASS).isPresent()) ? "READY" : "PENDING";
  }
}

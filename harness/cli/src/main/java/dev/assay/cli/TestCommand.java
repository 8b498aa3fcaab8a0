package dev.assay.cli;

import dev.assay.analysis.rates.FlakeScore;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.judge.triage.Mute;
import dev.assay.store.Findings.PastResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "test", description = "Look at single tests over runs: how steady they are, and which are muted.")
final class TestCommand implements Runnable {

  private static final int PAST = 50;
  private static final int RUNS = 100;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  private final Time time = SystemTime.real();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the tests: ls, history, mute or unmute");
  }

  @Command(name = "ls", description = "List the tests of the latest runs with their pass rate and flake score.")
  int ls(
      @Option(names = "--suite", paramLabel = "SUITE", description = "Only of this suite.") @Nullable String suite,
      @Option(names = "--flaky", description = "Only those that come and go beyond chance.") boolean flaky,
      @Option(names = "--muted", description = "Only those that are muted, or whose mute has expired.") boolean muted) {
    try (var services = Services.open(root.workspace())) {
      var mutes = mutes(services);
      var rows = new Rows("case", "results", "failed", "flake score", "low", "high", "state", "muted until", "owner");
      for (var name : names(services, suite, mutes)) {
        var score = score(services.findings().past(CaseId.of(name), PAST));
        var mute = mutes.get(name);
        if ((!flaky || score.isFlaky()) && (!muted || mute != null)) {
          rows.add(name, score.results(), score.failures(), rounded(score.score()), rounded(score.interval().low()), rounded(score.interval().high()),
              score.isFlaky() ? "FLAKY" : "steady", mute == null ? "" : until(mute), mute == null ? "" : mute.owner());
        }
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static TreeSet<String> names(Services services, @Nullable String suite, TreeMap<String, Mute> mutes) {
    var names = new TreeSet<String>();
    var seen = new TreeSet<String>();
    services.runs().latest(RUNS).stream()
        .filter(run -> suite == null || run.header().suite().value().equals(suite))
        .filter(run -> seen.add(run.header().suite().value()))
        .forEach(run -> services.runs().eachCase(run.id(), record -> names.add(record.planned().id().value())));
    if (suite == null) {
      names.addAll(mutes.keySet());
    }
    return names;
  }

  @Command(name = "history", description = "Show the last 50 results of a test.")
  int history(@Parameters(paramLabel = "CASE", description = "The test.") String name) {
    try (var services = Services.open(root.workspace())) {
      var past = services.findings().past(CaseId.of(name), PAST);
      if (past.isEmpty()) {
        throw new AssayException.Nothing("reading the history of " + name + ": no run tried it; see: assay test ls");
      }
      var score = score(past);
      var mute = mutes(services).get(name);
      var rows = new Rows("run", "build", "started", "verdict", "attempts", "hosts", "seconds", "message");
      past.forEach(result -> rows.add(
          result.run().value(), result.build().value(), result.runStarted().toString(), result.outcome().verdict().name(), result.attempts(),
          result.hosts().stream().map(Object::toString).toList(), result.took().toMillis() / 1000.0, result.outcome().headline()));
      var json = new LinkedHashMap<String, Object>();
      json.put("case", name);
      json.put("results", score.results());
      json.put("failed", score.failures());
      json.put("flakeScore", score.score());
      json.put("flakeInterval", List.of(score.interval().low(), score.interval().high()));
      json.put("flaky", score.isFlaky());
      json.put("mutedUntil", mute == null ? "" : mute.expires().toString());
      json.put("past", rows.asMaps());
      Printer.print(new Answer(terminal -> print(name, past, score, mute, terminal), json, rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private void print(String name, List<PastResult> past, FlakeScore score, @Nullable Mute mute, Terminal terminal) {
    terminal.line(name + "  " + (score.results() - score.failures()) + "/" + score.results() + " passed, flake score "
        + String.format(Locale.ROOT, "%.2f [%.2f, %.2f] %s", score.score(), score.interval().low(), score.interval().high(), score.isFlaky() ? "FLAKY" : "steady")
        + (mute == null ? "" : "  muted until " + until(mute) + " by " + mute.owner() + ", " + mute.ticket()));
    terminal.line(" newest first: " + past.stream().map(result -> glyph(result.outcome().verdict())).collect(Collectors.joining()) + "   . pass  F fail  ? inconclusive  - skipped");
    var failedOn = new TreeMap<String, Integer>();
    past.stream().filter(result -> result.outcome().verdict() == Verdict.FAIL).forEach(result ->
        result.hosts().forEach(host -> failedOn.merge(host.value(), 1, Integer::sum)));
    if (!failedOn.isEmpty()) {
      terminal.line(" failures by host: " + failedOn.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", ")));
    }
    past.stream().filter(result -> result.outcome().verdict() == Verdict.FAIL).findFirst().ifPresent(result ->
        terminal.line(" last failed in " + result.run() + " on " + result.build() + ": " + Terminal.printable(result.outcome().headline())));
  }

  private static String glyph(Verdict verdict) {
    return switch (verdict) {
      case PASS -> ".";
      case FAIL -> "F";
      case INCONCLUSIVE -> "?";
      case SKIPPED -> "-";
    };
  }

  @Command(name = "mute", description = "Tell nobody of a test's failures for a while. It still runs, and still counts for gates.")
  int mute(
      @Parameters(paramLabel = "CASE", description = "The test.") String name,
      @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who repairs it.") String owner,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason,
      @Option(names = "--ticket", defaultValue = "", paramLabel = "KEY", description = "Where the repair is followed.") String ticket,
      @Option(names = "--until", required = true, paramLabel = "WHEN", description = "Last day (2026-12-05) or span (14d).") String until) {
    var expires = Until.parse(until, time.now());
    if (owner.isBlank() || reason.isBlank()) {
      throw new AssayException.Usage("muting " + name + ": owner and reason may not be blank");
    }
    try (var services = Services.open(root.workspace())) {
      if (services.findings().past(CaseId.of(name), 1).isEmpty()) {
        throw new AssayException.Nothing("muting " + name + ": no run tried a test of that name; see: assay test ls");
      }
      services.mutes().mute(new Mute(name, owner.strip(), reason.strip(), ticket.strip(), expires, Asker.name()));
      root.terminal().progress(name + " is muted until " + expires);
      return ExitCode.OK.number();
    }
  }

  @Command(name = "unmute", description = "Tell of a test's failures again.")
  int unmute(@Parameters(paramLabel = "CASE", description = "The test.") String name) {
    try (var services = Services.open(root.workspace())) {
      services.mutes().unmute(CaseId.of(name), Asker.name());
      root.terminal().progress(name + " is not muted any more");
      return ExitCode.OK.number();
    }
  }

  private static TreeMap<String, Mute> mutes(Services services) {
    var mutes = new TreeMap<String, Mute>();
    services.mutes().all().forEach(mute -> mutes.put(mute.testCase(), mute));
    return mutes;
  }

  private String until(Mute mute) {
    return mute.expires() + (mute.expires().isAfter(time.now()) ? "" : " (expired)");
  }

  /** Score the results that are the product's matter, oldest first; what was inconclusive or skipped says nothing. */
  private static FlakeScore score(List<PastResult> newestFirst) {
    return FlakeScore.of(newestFirst.reversed().stream().map(result -> result.outcome().verdict())
        .filter(verdict -> verdict == Verdict.PASS || verdict == Verdict.FAIL).map(verdict -> verdict == Verdict.PASS).toList());
  }

  private static double rounded(double share) {
    return Math.round(1000 * share) / 1000.0;
  }
}

package dev.assay.cli;

import dev.assay.analysis.bisect.Evidence;
import dev.assay.analysis.bisect.Retrial;
import dev.assay.analysis.bisect.Retrial.Answer;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.CaseTry;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Chance;
import dev.assay.judge.Judge;
import dev.assay.judge.triage.Finding;
import dev.assay.store.Findings.TrendPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "retrigger", description = "Try a suspect case or KPI of a build again until it is clear whether it differs from what it was.",
    footerHeading = "%nEnds with 3 when it is DIFFERENT, 6 when it stays UNKNOWN, 0 when it is the SAME.%n%nExamples:%n",
    footer = {
      "  assay retrigger --build 8.4.0-2231                       every new failure of its latest runs",
      "  assay retrigger --build 8.4.0-2231 --kpi bootstorm.login-ready --cap 8"
    })
final class RetriggerCommand implements Callable<Integer> {

  private static final int PAST = 200;
  private static final int LEAST_READINGS = 5;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build (default: that of the latest run).")
  @Nullable String build;

  @Option(names = "--case", paramLabel = "CASE", description = "The suspect case; with --kpi, the case that measures it.")
  @Nullable String testCase;

  @Option(names = "--kpi", paramLabel = "NAME", description = "The suspect KPI.")
  @Nullable String kpi;

  @Option(names = "--change", paramLabel = "PERCENT", defaultValue = "3", description = "The change of a KPI that matters, in percent (default: ${DEFAULT-VALUE}).")
  double change = 3;

  @Option(names = "--cap", paramLabel = "N", defaultValue = "8", description = "At most so many tries of each (default: ${DEFAULT-VALUE}).")
  int cap = 8;

  @Option(names = "--dry-run", description = "Say what would be tried, and run nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (cap < 1 || cap > 100 || !(change > 0 && change <= 1000)) {
      throw new AssayException.Usage("retriggering with --cap " + cap + " and --change " + change + ": expected from 1 to 100, and from above 0 to 1000");
    }
    try (var services = Services.open(root.workspace())) {
      var about = Optional.ofNullable(build).map(BuildId::of).or(() -> services.runs().latest(1).stream().map(run -> run.header().build().id()).findFirst())
          .orElseThrow(() -> new AssayException.Nothing("retriggering: no run is stored yet; to begin: assay run bvt"));
      var suspects = suspects(services, about);
      var rows = new Rows("answer", "build", "about", "tries", "evidence");
      var answers = new TreeSet<Answer>();
      for (var suspect : suspects) {
        if (dryRun) {
          rows.add("", about.value(), suspect, 0, "up to " + cap + " tries");
        } else {
          answers.add(kpi == null ? ofCase(services, about, CaseId.of(suspect), rows) : ofKpi(services, about, kpi, rows));
        }
      }
      Printer.print(dev.assay.cli.output.Answer.of(rows), root.format, root.terminal());
      return (answers.contains(Answer.DIFFERENT) ? ExitCode.FAILED : answers.contains(Answer.UNKNOWN) ? ExitCode.INCONCLUSIVE : ExitCode.OK).number();
    }
  }

  private List<String> suspects(Services services, BuildId about) {
    if (kpi != null || testCase != null) {
      return List.of(kpi != null ? kpi : String.valueOf(testCase));
    }
    var suites = new TreeSet<String>();
    var found = services.runs().ofBuild(about.value(), Optional.empty()).stream()
        .filter(run -> !run.header().options().containsKey(Judge.SELECTION) && suites.add(run.header().suite().value()))
        .flatMap(run -> services.triage().sort(run.id()).stream())
        .filter(finding -> finding.kind() == Finding.Kind.NEW && finding.ended() == Verdict.FAIL)
        .map(finding -> finding.testCase().value())
        .toList();
    if (found.isEmpty()) {
      throw new AssayException.Nothing("looking for suspects of build " + about + ": its latest whole runs have no new failure; name a --case or --kpi");
    }
    return found;
  }

  private Answer ofCase(Services services, BuildId about, CaseId suspect, Rows rows) {
    var before = services.findings().past(suspect, PAST).stream().filter(result -> !result.build().equals(about)).map(result -> result.outcome().verdict()).toList();
    long failed = before.stream().filter(verdict -> verdict == Verdict.FAIL).count();
    long passed = before.stream().filter(verdict -> verdict == Verdict.PASS).count();
    double usual = (failed + 0.5) / (failed + passed + 5.0);
    var evidence = new Evidence.Rates(Math.min(usual, 0.8), Math.max(0.5, (1 + usual) / 2));
    var tried = tries(services, about, suspect, Optional.empty(), evidence);
    rows.add(answer(tried, evidence).name(), about.value(), suspect.value(), tried.size(), tried.stream().filter(value -> value > 0).count() + "/" + tried.size()
        + " tries failed, " + failed + "/" + (failed + passed) + " did on other builds");
    return answer(tried, evidence);
  }

  private Answer ofKpi(Services services, BuildId about, String name, Rows rows) {
    var measuring = testCase != null ? CaseId.of(testCase) : Measuring.caseOf(services, name);
    var trends = services.findings().trends(name);
    double[] before = trends.stream().flatMap(trend -> trend.points().stream()).filter(point -> !point.build().equals(about)).mapToDouble(TrendPoint::median).toArray();
    if (before.length < LEAST_READINGS) {
      throw new AssayException.Nothing("retriggering KPI " + name + ": " + before.length + " readings of other builds are stored, at least " + LEAST_READINGS
          + " are needed to know its noise; run its suite on earlier builds");
    }
    double level = Descriptive.median(before);
    double noise = Math.max(Descriptive.MAD_TO_SIGMA * Descriptive.medianAbsoluteDeviation(before) / Math.abs(level), 1e-4);
    boolean higherIsWorse = trends.getFirst().kpi().better() != Kpi.Better.HIGHER;
    double step = (higherIsWorse ? 1 : -1) * change / 100 * Math.abs(level);
    var evidence = new Evidence.Levels(level, level + step, Math.max(noise * Math.abs(level), Math.abs(step) / 6), false);
    var tried = tries(services, about, measuring, Optional.of(name), evidence);
    var median = tried.isEmpty() ? level : Descriptive.median(tried.stream().mapToDouble(Double::doubleValue).toArray());
    rows.add(answer(tried, evidence).name(), about.value(), name, tried.size(), String.format(Locale.ROOT, "median %s against %s (%+.1f %%), noise %.1f %%, asked about %.1f %%",
        median, level, 100 * (median - level) / Math.abs(level), 100 * noise, change));
    return answer(tried, evidence);
  }

  private static Answer answer(List<Double> tried, Evidence evidence) {
    return Retrial.judge(tried, evidence);
  }

  /** Try until it is decided or the cap is reached; tries of an earlier call count, so that a killed one goes on. */
  private List<Double> tries(Services services, BuildId about, CaseId suspect, Optional<String> metric, Evidence evidence) {
    var trial = new CaseTry(services, suspect, metric);
    var tried = new ArrayList<>(trial.earlier(about).stream().map(trial::read).flatMap(result -> result.value().stream()).toList());
    var classes = trial.earlier(about).stream().map(trial::read).map(CaseTry.Result::hostClass).findFirst();
    for (int i = 0; i < cap && Retrial.judge(tried, evidence) == Answer.UNKNOWN; i++) {
      root.terminal().status("try " + (i + 1) + " of at most " + cap + "  " + suspect);
      var result = trial.on(about, Chance.seeded(tried.size() + 1L).fork(suspect.value() + " " + about + " " + i).nextLong() >>> 1);
      boolean comparable = metric.isEmpty() || classes.map(result.hostClass()::equals).orElse(true);
      if (comparable) {
        result.value().ifPresent(tried::add);
        classes = classes.or(() -> Optional.of(result.hostClass()));
      }
      root.terminal().status("");
      root.terminal().progress(result.run() + "  " + suspect + "  " + result.value().map(String::valueOf).orElse("no answer") + (comparable ? "" : "  not counted: another class of host"));
    }
    return tried;
  }
}

package dev.assay.cli.run;

import dev.assay.analysis.bisect.Retrial;
import dev.assay.analysis.gate.FollowUp;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.judge.bisect.KeptBisection;
import dev.assay.judge.trend.Band;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.judge.triage.Finding;
import dev.assay.store.Findings.CaseReading;
import dev.assay.store.RunRecord;
import dev.assay.store.StoredKpiBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the end of a run does by itself when its policy says so: new failures and KPIs outside their bands are tried again, and
 * for what is real the build that brought it is looked for among those since the last good one.
 *
 * <p>Everything it starts is stored, so that a killed one goes on when the run is resumed.
 */
final class FollowUpStep {

  private static final int PAST = 200;
  private static final double CONFIDENCE = 0.95;
  private static final int BISECTIONS = 200;
  private static final double SUSPECT_DEVIATIONS = 2;
  private static final int MOST_NAMED = 5;

  private final Services services;
  private final Terminal terminal;
  private final FollowUp rule;
  private double spent;

  FollowUpStep(Services services, Terminal terminal, FollowUp rule) {
    this.services = services;
    this.terminal = terminal;
    this.rule = rule;
  }

  /** What became of a suspect, for people and for the run's summary. */
  record Followed(String about, String answer, int tries, String evidence, String since) {}

  /** A case, or a KPI with the case that measures it. */
  private record Suspect(CaseId testCase, Optional<String> kpi) {

    String name() {
      return kpi.orElse(testCase.value());
    }
  }

  /** Say beforehand what it may come to. */
  static String describe(FollowUp rule) {
    return "up to " + rule.tries() + " more tries of each of at most " + rule.suspects() + " suspects"
        + (rule.bisectRuns() == 0 ? "" : ", then bisections of at most " + rule.bisectRuns() + " runs")
        + (rule.hostHours().isPresent() ? ", all within " + rule.hostHours().getAsDouble() + " host-hours" : "");
  }

  /** Follow up on a whole run that has ended. */
  List<Followed> after(RunRecord run, List<Finding> findings) {
    var build = run.header().build().id();
    var suspects = suspects(run, findings);
    if (suspects.isEmpty()) {
      return List.of();
    }
    if (run.header().options().containsKey("defects") || run.header().options().containsKey("faults")) {
      terminal.progress("follow-up  left out: what goes wrong in this run was asked for, with --with-defect or --with-fault");
      return List.of();
    }
    if (suspects.size() > rule.suspects()) {
      terminal.progress("follow-up  left out: " + suspects.size() + " suspects are more than the policy's " + rule.suspects() + "; assay retrigger --build " + build + " tries them all");
      return List.of();
    }
    terminal.progress("follow-up  " + suspects.size() + " suspects: " + describe(rule));
    return suspects.stream().map(suspect -> follow(build, suspect)).toList();
  }

  private List<Suspect> suspects(RunRecord run, List<Finding> findings) {
    var suspects = new ArrayList<>(findings.stream()
        .filter(finding -> finding.kind() == Finding.Kind.NEW && finding.ended() == Verdict.FAIL)
        .map(finding -> new Suspect(finding.testCase(), Optional.empty()))
        .toList());
    var kpis = new KpiTrends(StoredKpiBook.over(services.database())).bands(Optional.empty(), Optional.empty()).stream()
        .filter(band -> run.id().value().equals("R-" + band.line().lastRun()) && isWorse(band))
        .sorted(Comparator.comparingDouble(FollowUpStep::deviations).reversed())
        .map(band -> band.line().kpi().name())
        .distinct()
        .toList();
    int room = Math.max(0, rule.suspects() - suspects.size());
    kpis.stream().limit(room).forEach(kpi -> suspects.add(new Suspect(Measuring.caseOf(services, kpi), Optional.of(kpi))));
    if (kpis.size() > room) {
      terminal.progress("follow-up  " + (kpis.size() - room) + " KPIs that read worse are not tried, the policy allows " + rule.suspects() + " suspects: "
          + String.join(", ", kpis.stream().skip(room).limit(MOST_NAMED).toList()) + (kpis.size() - room > MOST_NAMED ? ", ..." : ""));
    }
    return suspects;
  }

  /** A reading is suspect sooner than it is out of its band: the tries will tell. */
  private boolean isWorse(Band band) {
    double worse = (band.latest() - band.level()) * (band.line().kpi().better() == Kpi.Better.HIGHER ? -1 : 1);
    return band.place() != Band.Place.TOO_FEW && band.line().kpi().better() != Kpi.Better.NEITHER
        && worse > 0 && worse >= rule.change().value().doubleValue() / 100 * Math.abs(band.level()) && deviations(band) >= SUSPECT_DEVIATIONS;
  }

  private static double deviations(Band band) {
    return Math.abs(band.latest() - band.level()) / (band.noisePercent() / 100 * Math.abs(band.level()));
  }

  private Followed follow(BuildId build, Suspect suspect) {
    var each = new CaseTry(services, suspect.testCase(), suspect.kpi()).hostHours();
    if (!affordable(each, rule.tries())) {
      return new Followed(suspect.name(), "UNKNOWN", 0, "not tried: " + CaseTry.hours(each, rule.tries()) + ", and " + left() + " host-hours are left", "");
    }
    try {
      var retrigger = new Retrigger(services, terminal, build, rule.tries());
      var outcome = suspect.kpi().isEmpty()
          ? retrigger.ofCase(suspect.testCase()) : retrigger.ofKpi(suspect.name(), suspect.testCase(), rule.change().value().doubleValue());
      spent += outcome.tries() * each.orElse(0.0);
      var since = outcome.answer() == Retrial.Answer.DIFFERENT && rule.bisectRuns() > 0 ? since(build, suspect) : "";
      return new Followed(suspect.name(), outcome.answer().name(), outcome.tries(), outcome.evidence(), since);
    } catch (AssayException.Capacity | AssayException.Nothing | AssayException.Usage e) {
      return new Followed(suspect.name(), "UNKNOWN", 0, "not tried: " + e.getMessage(), "");
    }
  }

  private boolean affordable(Optional<Double> each, int runs) {
    return rule.hostHours().isEmpty() || each.isPresent() && spent + each.get() * runs <= rule.hostHours().getAsDouble();
  }

  private String left() {
    return rule.hostHours().isEmpty() ? "any number of" : String.format(Locale.ROOT, "%.2f", rule.hostHours().getAsDouble() - spent);
  }

  /** Look for the build that brought it, among those after the last good one. */
  private String since(BuildId build, Suspect suspect) {
    var earlier = earlier(suspect, build);
    if (earlier.isPresent()) {
      terminal.progress("bisect    " + earlier.get().name() + " goes on: " + earlier.get().tries().size() + " runs of it are done");
      return carried(earlier.get(), suspect);
    }
    var order = BuildOrder.of(services.workspace());
    var good = lastGood(order, build, suspect);
    if (good.isEmpty()) {
      return "no earlier build of the lab file was good: nothing to bisect";
    }
    var builds = order.between(good.get(), build);
    if (builds.size() == 2) {
      return "it came with " + build + ": " + good.get() + " before it was good";
    }
    int runs = 2 * Bisector.REPEATS + Bisector.cost(builds.size(), suspect.kpi().isPresent(), CONFIDENCE).expected();
    var each = new CaseTry(services, suspect.testCase(), suspect.kpi()).hostHours();
    var command = "assay bisect " + suspect.kpi().map(kpi -> "--kpi " + kpi + " ").orElse("") + "--case " + suspect.testCase() + " --good " + good.get() + " --bad " + build;
    if (!affordable(each, Math.min(runs, rule.bisectRuns()))) {
      return "not bisected: about " + runs + " runs, " + CaseTry.hours(each, runs) + ", and " + left() + " host-hours are left; to do it all the same: " + command;
    }
    terminal.progress("bisect    " + command + "  about " + runs + " runs, " + CaseTry.hours(each, runs));
    var names = builds.stream().map(BuildId::value).toList();
    return carried(services.bisections().begin(
        suspect.kpi(), suspect.testCase().value(), names, 1, rule.bisectRuns(), CONFIDENCE, System.getProperty("user.name")), suspect);
  }

  private String carried(KeptBisection begun, Suspect suspect) {
    var each = new CaseTry(services, suspect.testCase(), suspect.kpi()).hostHours();
    var ended = new Bisector(services, terminal).carry(begun);
    spent += ended.tries().size() * each.orElse(0.0);
    return ended.name() + " " + ended.state() + ": " + ended.answer();
  }

  /** One that was begun for the same question before this was killed, or that answered it. */
  private Optional<KeptBisection> earlier(Suspect suspect, BuildId bad) {
    return services.bisections().latest(BISECTIONS).stream()
        .filter(kept -> kept.builds().getLast().equals(bad.value()) && kept.testCase().equals(suspect.testCase().value()) && kept.kpi().equals(suspect.kpi()))
        .findFirst()
        .map(kept -> services.bisections().find(kept.number()));
  }

  private Optional<BuildId> lastGood(BuildOrder order, BuildId bad, Suspect suspect) {
    var good = suspect.kpi().isPresent() ? measured(order, bad, suspect) : passed(suspect.testCase());
    return good.stream().filter(build -> order.isNewer(bad, build)).reduce((one, other) -> order.isNewer(one, other) ? one : other);
  }

  private List<BuildId> passed(CaseId testCase) {
    var past = services.findings().past(testCase, PAST);
    var failed = new TreeSet<>(past.stream().filter(result -> result.outcome().verdict() == Verdict.FAIL).map(result -> result.build()).toList());
    return past.stream().filter(result -> result.outcome().verdict() == Verdict.PASS && !failed.contains(result.build())).map(result -> result.build()).toList();
  }

  /** Builds whose whole runs read more like those before than like the bad one: one try of a case on a build says too little. */
  private List<BuildId> measured(BuildOrder order, BuildId bad, Suspect suspect) {
    var points = services.findings().readings(suspect.name(), suspect.testCase(), PAST).stream().filter(CaseReading::whole).toList();
    double before = median(points.stream().filter(point -> order.isNewer(bad, point.build())));
    double after = median(points.stream().filter(point -> point.build().equals(bad)));
    return points.stream().filter(point -> Math.abs(point.median() - before) < Math.abs(point.median() - after)).map(CaseReading::build).toList();
  }

  private static double median(Stream<CaseReading> points) {
    double[] values = points.mapToDouble(CaseReading::median).toArray();
    return values.length == 0 ? Double.NaN : Descriptive.median(values);
  }
}

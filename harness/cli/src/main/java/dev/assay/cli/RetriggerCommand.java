package dev.assay.cli;

import dev.assay.analysis.bisect.Retrial.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.CaseTry;
import dev.assay.cli.run.Measuring;
import dev.assay.cli.run.Retrigger;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.Verdict;
import dev.assay.judge.Judge;
import dev.assay.judge.triage.Finding;
import java.util.List;
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

  @Option(names = "--cap", paramLabel = "N", defaultValue = "8", description = "At most so many tries of each, earlier ones included (default: ${DEFAULT-VALUE}).")
  int cap = 8;

  @Option(names = "--dry-run", description = "Say what would be tried and what it costs, and run nothing.")
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
      var retrigger = new Retrigger(services, root.terminal(), about, cap);
      var rows = new Rows("answer", "build", "about", "tries", "evidence");
      var answers = new TreeSet<Answer>();
      for (var suspect : suspects) {
        var measuring = kpi == null ? CaseId.of(suspect) : testCase != null ? CaseId.of(testCase) : Measuring.caseOf(services, kpi);
        if (dryRun) {
          rows.add("", about.value(), suspect, 0, "up to " + cap + " tries, " + CaseTry.hours(new CaseTry(services, measuring, Optional.empty()).hostHours(), cap));
        } else {
          var outcome = kpi == null ? retrigger.ofCase(measuring) : retrigger.ofKpi(kpi, measuring, change);
          answers.add(outcome.answer());
          rows.add(outcome.answer().name(), about.value(), outcome.about(), outcome.tries(), outcome.evidence());
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
}

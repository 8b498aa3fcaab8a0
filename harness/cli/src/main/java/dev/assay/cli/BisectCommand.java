package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Bisector;
import dev.assay.cli.run.CaseTry;
import dev.assay.cli.run.Measuring;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.judge.bisect.KeptBisection;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suites;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "bisect", description = "Find the build that made a KPI worse or a case fail, by trying builds between a good and a bad one.",
    footerHeading = "%nEnds with 0 when it is found, 6 when it stays unsure. A killed one goes on with --resume.%n%nExamples:%n",
    footer = {
      "  assay bisect --kpi bootstorm.login-ready --good 6.5-90001 --bad 6.5-90200 --dry-run",
      "  assay bisect --case bvt/snapshot/revert-brings-back-the-data-disk-too --good 6.5-90001 --bad 6.5-90200",
      "  assay bisect --resume B-1"
    })
final class BisectCommand implements Callable<Integer> {

  private static final int LISTED = 50;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--kpi", paramLabel = "NAME", description = "The KPI that became worse.")
  @Nullable String kpi;

  @Option(names = "--case", paramLabel = "CASE", description = "The case that began to fail; with --kpi, the case that measures it.")
  @Nullable String testCase;

  @Option(names = "--good", paramLabel = "BUILD", description = "A build that was still good.")
  @Nullable String good;

  @Option(names = "--bad", paramLabel = "BUILD", description = "A later build that is bad.")
  @Nullable String bad;

  @Option(names = "--max-runs", paramLabel = "N", defaultValue = "60", description = "How many runs it may take (default: ${DEFAULT-VALUE}).")
  int maxRuns = 60;

  @Option(names = "--confidence", paramLabel = "PERCENT", defaultValue = "95", description = "How sure it has to be, in percent (default: ${DEFAULT-VALUE}).")
  double confidence = 95;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "From which the seeds of its runs follow (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--dry-run", description = "Say what it would cost, and run nothing.")
  boolean dryRun;

  @Option(names = "--resume", paramLabel = "B-N", description = "Go on with one that was killed or interrupted.")
  @Nullable String resume;

  @Option(names = "--list", description = "List the latest ones.")
  boolean list;

  @Override
  public Integer call() {
    if (confidence < 50 || confidence >= 100 || maxRuns < 2 * Bisector.REPEATS + 1 || maxRuns > 10_000) {
      throw new AssayException.Usage("bisecting with --confidence " + confidence + " and --max-runs " + maxRuns
          + ": expected from 50 to under 100, and from " + (2 * Bisector.REPEATS + 1) + " to 10000");
    }
    if (testCase != null && resume == null && !list) {
      checkThatItExists(testCase);
    }
    try (var services = Services.open(root.workspace())) {
      if (list) {
        return list(services);
      }
      if (resume != null) {
        return carry(services, services.bisections().find(number(resume)));
      }
      var measuring = measuring(services);
      var builds = builds(services);
      announce(services, measuring, builds.size());
      return dryRun
          ? ExitCode.OK.number()
          : carry(services, services.bisections().begin(Optional.ofNullable(kpi), measuring.value(), builds, seed, maxRuns, confidence / 100, Asker.name()));
    }
  }

  /** Refuse an unknown case before a search is stored that could never go on. */
  private void checkThatItExists(String name) {
    Planner.plan(Suites.installed().named(name.split("/", 2)[0]), SuiteCommand.chosenBuild(root.workspace().lab(), bad), Selection.only(name));
  }

  private CaseId measuring(Services services) {
    if (testCase != null) {
      return CaseId.of(testCase);
    }
    if (kpi == null) {
      throw new AssayException.Usage("bisecting: say what for, with --kpi NAME or --case CASE, between --good BUILD and --bad BUILD");
    }
    return Measuring.caseOf(services, kpi);
  }

  private List<String> builds(Services services) {
    if (good == null || bad == null) {
      throw new AssayException.Usage("bisecting: name both ends, --good BUILD and --bad BUILD; see: assay lab builds");
    }
    var all = services.workspace().lab().builds().stream().map(build -> build.id().value()).toList();
    int from = place(all, good);
    int to = place(all, bad);
    if (from >= to) {
      throw new AssayException.Usage("bisecting from " + good + " to " + bad + ": the bad build must come after the good one in the lab file");
    }
    return all.subList(from, to + 1);
  }

  private static int place(List<String> all, String build) {
    int place = all.indexOf(build);
    if (place < 0) {
      throw new AssayException.Usage("bisecting: the lab has no build '" + build + "'; see: assay lab builds");
    }
    return place;
  }

  private void announce(Services services, CaseId measuring, int builds) {
    var cost = Bisector.cost(builds, kpi != null, confidence / 100);
    int runs = 2 * Bisector.REPEATS + cost.expected();
    var hours = new CaseTry(services, measuring, Optional.empty()).hostHours();
    var text = "bisecting " + (builds - 1) + " builds by " + measuring + ": about " + runs + " runs (" + 2 * Bisector.REPEATS + " of them on both ends), at most "
        + Math.min(maxRuns, 2 * Bisector.REPEATS + cost.most()) + " in 95 of 100, " + Bisector.usual(kpi != null) + "; "
        + CaseTry.hours(hours, runs);
    if (dryRun) {
      var rows = new Rows("builds", "case", "expected runs", "usual most", "host hours").add(
          builds, measuring.value(), runs, 2 * Bisector.REPEATS + cost.most(), hours.map(each -> (Object) (Math.round(runs * each * 1000) / 1000.0)).orElse("unknown"));
      Printer.print(new Answer(terminal -> terminal.line(text), rows.asMaps().getFirst(), rows), root.format, root.terminal());
    } else {
      root.terminal().progress(text);
    }
  }

  private int carry(Services services, KeptBisection kept) {
    root.terminal().progress(kept.name() + "  " + kept.kpi().orElse(kept.testCase()) + "  " + kept.builds().getFirst() + " to " + kept.builds().getLast()
        + (kept.tries().isEmpty() ? "" : ", " + kept.tries().size() + " tries so far")
        + (kept.state().equals("open") ? "; if it is interrupted: assay bisect --resume " + kept.name() : ""));
    KeptBisection ended;
    try {
      ended = new Bisector(services, root.terminal()).carry(kept);
    } catch (AssayException e) {
      root.terminal().progress("next: assay bisect --resume " + kept.name());
      throw e;
    }
    var rows = new Rows("try", "build", "run", "value", "host class");
    ended.tries().forEach(one -> rows.add(
        one.ordinal(), ended.builds().get(one.build()), one.run().orElse(""), one.value().map(Object.class::cast).orElse(""), one.hostClass().orElse("")));
    var json = new LinkedHashMap<String, Object>();
    json.put("bisection", ended.name());
    json.put("state", ended.state());
    json.put("answer", ended.answer());
    json.put("runs", ended.tries().size());
    json.put("tries", rows.asMaps());
    Printer.print(new Answer(terminal -> print(ended, terminal), json, rows), root.format, root.terminal());
    return (ended.state().equals("found") ? ExitCode.OK : ExitCode.INCONCLUSIVE).number();
  }

  private static void print(KeptBisection ended, Terminal terminal) {
    terminal.line(ended.state().toUpperCase(Locale.ROOT) + "  " + ended.name() + "  " + ended.answer() + "; " + ended.tries().size() + " runs");
  }

  private int list(Services services) {
    var rows = new Rows("bisection", "state", "about", "good", "bad", "answer");
    services.bisections().latest(LISTED).forEach(kept -> rows.add(
        kept.name(), kept.state(), kept.kpi().orElse(kept.testCase()), kept.builds().getFirst(), kept.builds().getLast(), kept.answer()));
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private static long number(String name) {
    if (!name.toUpperCase(Locale.ROOT).matches("B-\\d{1,9}")) {
      throw new AssayException.Usage("reading the bisection '" + name + "': expected a name such as B-1; see: assay bisect --list");
    }
    return Long.parseLong(name.substring(2));
  }
}

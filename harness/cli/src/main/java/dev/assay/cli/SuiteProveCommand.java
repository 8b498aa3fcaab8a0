package dev.assay.cli;

import dev.assay.analysis.stats.Proportions;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.SeededDefect;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.prove.Finding;
import dev.assay.testkit.prove.Proof;
import dev.assay.testkit.prove.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "prove",
    description = "Try each tier against each defect on simulated labs of their own: which are found, how soon, and how often a build"
        + " without defects raises an alarm.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay suite prove                                       each tier against each defect, in quick sizes",
      "  assay suite prove stress --defect dom0-memory-leak      one tier, one defect",
      "  assay suite prove bvt --seeds 200                       false alarms over 200 seeds too",
      "  assay suite prove nightly --no-defects --seeds 200 --sample 100   each seed 100 other cases, all of them in turn",
      "  assay suite prove nightly --in-reach --only '*[debian-12,nfs]'   a sample of a large tier",
      "  assay suite prove soak --sizes published                in the published sizes"
    })
final class SuiteProveCommand implements Callable<Integer> {

  /** Shrinking explains a failure; here it is enough that there is one. */
  private static final List<String> NO_SHRINKING = List.of("stress.replays", "pool-stress.replays");

  private static final double NINETY_FIVE = 0.95;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(arity = "0..*", paramLabel = "TIER", description = "The suites to try (default: all).")
  List<String> tiers = List.of();

  @Option(names = "--defect", paramLabel = "NAME[=STRENGTH]", description = "A defect to try them against (default: all); may be given again.")
  List<String> defects = List.of();

  @Option(names = "--only", paramLabel = "PATTERN",
      description = "Try only cases whose name matches, and only tiers that have one; may be given again. What is missed then was missed by these.")
  List<String> only = List.of();

  @Option(names = "--sample", paramLabel = "N",
      description = "With each seed try N of a tier's cases, the next seed the next N, so that seeds that follow one another go round all of them (default: all).")
  int sample;

  @Option(names = "--in-reach", description = "Try a tier only against defects that say they are in its reach.")
  boolean inReachOnly;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
  long seed = 1;

  @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
      description = "With how many seeds each tier is tried on a build without defects (default: ${DEFAULT-VALUE}).")
  int seeds = 1;

  @Option(names = "--no-defects", description = "Try no defect, only builds without.")
  boolean noDefects;

  @Option(names = "--build", paramLabel = "BUILD", description = "The build (default: the lab's default build).")
  @Nullable String build;

  @Option(names = "--sizes", paramLabel = "SIZES", defaultValue = "quick", description = "In which sizes suites run: quick, published, NAME=NUMBER (default: ${DEFAULT-VALUE}).")
  String sizes = "quick";

  @Override
  public Integer call() {
    if (seeds < 0) {
      throw new AssayException.Usage("proving suites: --seeds " + seeds + " is negative");
    }
    if (sample < 0) {
      throw new AssayException.Usage("proving suites: --sample " + sample + " is negative");
    }
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("proving suites in lab " + lab.name() + ": it is not simulated, so that no build there has a known defect");
    }
    var proof = new Proof(lab, SuiteCommand.chosenBuild(lab, build), only, new Sample(sample));
    var suites = chosenTiers(proof);
    var chosen = chosenDefects();
    var alarms = alarms(proof, suites);
    var findings = findings(proof, suites, chosen, alarms);
    var matrix = rows(findings);
    var rows = chosen.isEmpty() ? alarmRows(alarms) : matrix;
    Printer.print(new Answer(terminal -> print(terminal, suites, chosen, findings, alarms), json(matrix, alarms), rows), parent.root.format, parent.root.terminal());
    boolean foundAll = chosen.stream().allMatch(defect -> findings.stream().filter(finding -> finding.defect().equals(defect))
        .anyMatch(finding -> finding.result() == Finding.Result.FOUND));
    return foundAll && alarms.stream().allMatch(alarm -> alarm.notPassed().isEmpty()) ? ExitCode.OK.number() : ExitCode.FAILED.number();
  }

  private List<Suite> chosenTiers(Proof proof) {
    var all = Suites.installed();
    var set = new LinkedHashMap<String, Long>(Quantities.parse(sizes).set());
    var declared = all.all().stream().flatMap(suite -> suite.declared().stream()).map(quantity -> quantity.name()).toList();
    NO_SHRINKING.stream().filter(declared::contains).forEach(name -> set.putIfAbsent(name, 0L));
    var sized = all.sized(Quantities.parse(sizes).setting(set));
    var chosen = (tiers.isEmpty() ? sized.all() : tiers.stream().distinct().map(sized::named).toList()).stream().filter(suite -> proof.cases(suite) > 0).toList();
    if (chosen.isEmpty()) {
      throw new AssayException.Nothing("proving suites: none of these tiers has a case that matches " + String.join(" or ", only) + "; 'assay suite ls TIER' shows all");
    }
    return chosen;
  }

  private List<SeededDefect> chosenDefects() {
    if (noDefects) {
      return List.of();
    }
    return defects.isEmpty()
        ? Arrays.stream(Defect.values()).map(SeededDefect::usual).toList()
        : defects.stream().map(SeededDefect::parse).toList();
  }

  private List<Proof.Alarm> alarms(Proof proof, List<Suite> suites) {
    var alarms = new ArrayList<Proof.Alarm>();
    for (var suite : suites) {
      for (long next = seed; next < seed + seeds; next++) {
        var alarm = proof.without(suite, next);
        parent.root.terminal().progress(suite.name() + " without defects, seed " + next + ": "
            + (alarm.notPassed().isEmpty() ? "all passed" : alarm.notPassed().size() + " did not pass: " + first(alarm.notPassed())));
        alarms.add(alarm);
      }
    }
    return alarms;
  }

  private List<Finding> findings(Proof proof, List<Suite> suites, List<SeededDefect> chosen, List<Proof.Alarm> alarms) {
    var findings = new ArrayList<Finding>();
    for (var suite : cheapestFirst(suites, alarms)) {
      for (var defect : chosen) {
        if (!inReachOnly || Proof.inReach(suite, defect)) {
          var finding = proof.against(suite, defect, seed);
          parent.root.terminal().progress(suite.name() + " against " + defect + ": " + words(finding.result())
              + (finding.testCase().isBlank() ? "" : " after " + Texts.brief(finding.after()) + " by " + finding.testCase()));
          findings.add(finding);
        }
      }
    }
    return findings;
  }

  private static List<Suite> cheapestFirst(List<Suite> suites, List<Proof.Alarm> alarms) {
    return suites.stream().sorted(Comparator.comparing(suite -> cost(suite, alarms))).toList();
  }

  private static Duration cost(Suite suite, List<Proof.Alarm> alarms) {
    return alarms.stream().filter(alarm -> alarm.tier() == suite).map(Proof.Alarm::cost).findFirst().orElse(Duration.ZERO);
  }

  private static Rows rows(List<Finding> findings) {
    var rows = new Rows("defect", "tier", "result", "lab seconds", "case", "seen");
    findings.forEach(finding -> rows.add(finding.defect().toString(), finding.tier().name().value(), words(finding.result()),
        finding.after().toMillis() / 1000.0, finding.testCase(), finding.seen()));
    return rows;
  }

  private static Object json(Rows rows, List<Proof.Alarm> alarms) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("matrix", rows.asMaps());
    tree.put("falseAlarms", alarmRows(alarms).asMaps());
    return tree;
  }

  private void print(Terminal terminal, List<Suite> suites, List<SeededDefect> chosen, List<Finding> findings, List<Proof.Alarm> alarms) {
    if (!chosen.isEmpty()) {
      var columns = new ArrayList<String>(List.of("defect"));
      suites.forEach(suite -> columns.add(suite.name().value()));
      columns.add("cheapest tier");
      var matrix = new Rows(columns.toArray(String[]::new));
      for (var defect : chosen) {
        var cells = new ArrayList<Object>(List.of(defect.toString()));
        suites.forEach(suite -> cells.add(find(findings, suite, defect).map(SuiteProveCommand::cell).orElse("")));
        cells.add(findings.stream().filter(finding -> finding.defect().equals(defect) && finding.result() == Finding.Result.FOUND)
            .findFirst().map(finding -> finding.tier().name().value()).orElse("NONE"));
        matrix.add(cells.toArray());
      }
      TableText.print(matrix, terminal);
      terminal.line("A time says how much lab time passed until a case failed; - is not in reach, and not found; an empty field was not tried.");
      if (!only.isEmpty()) {
        terminal.line("Of each tier only cases that match " + String.join(" or ", only) + " were tried.");
      }
      if (sample > 0) {
        terminal.line("Of each tier only " + sample + " cases were tried.");
      }
      terminal.line("A defect that only slows things down fails no case: what a tier measured is judged by the gate, over builds.");
      terminal.line("");
    }
    if (!alarms.isEmpty()) {
      TableText.print(alarmRows(alarms), terminal);
    }
  }

  private static Rows alarmRows(List<Proof.Alarm> alarms) {
    var rows = new Rows("tier", "seeds", "cases", "false alarms", "at most (95 %)", "lab time", "first alarm");
    alarms.stream().map(Proof.Alarm::tier).distinct().forEach(tier -> {
      var own = alarms.stream().filter(alarm -> alarm.tier() == tier).toList();
      var raised = own.stream().filter(alarm -> !alarm.notPassed().isEmpty()).toList();
      rows.add(tier.name().value(), own.size(), own.stream().mapToLong(Proof.Alarm::cases).sum(), raised.size(), bound(raised.size(), own.size()), Texts.brief(own.getFirst().cost()),
          raised.stream().findFirst().map(alarm -> "seed " + alarm.seed() + ": " + first(alarm.notPassed())).orElse(""));
    });
    return rows;
  }

  /** Bound the rate from above (Clopper and Pearson), surely in nineteen of twenty times. */
  private static String bound(int raised, int tried) {
    return String.format(java.util.Locale.ROOT, "%.1f %%", 100 * Proportions.upperBound(raised, tried, NINETY_FIVE));
  }

  private static Optional<Finding> find(List<Finding> findings, Suite suite, SeededDefect defect) {
    return findings.stream().filter(finding -> finding.tier() == suite && finding.defect().equals(defect)).findFirst();
  }

  private static String cell(Finding finding) {
    return switch (finding.result()) {
      case FOUND -> Texts.brief(finding.after());
      case MISSED -> "MISSED";
      case NOT_IN_REACH -> "-";
      case UNDECIDED -> "undecided";
    };
  }

  private static String words(Finding.Result result) {
    return result.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static String first(List<String> lines) {
    return Terminal.printable(lines.getFirst().lines().findFirst().orElse(""));
  }
}

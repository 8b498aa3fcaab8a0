package dev.assay.cli;

import dev.assay.analysis.stats.Proportions;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.defect.SeededDefect;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.prove.Finding;
import dev.assay.testkit.prove.Proof;
import dev.assay.testkit.prove.ProofMatrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The matrix of tiers and defects as people and programs read it. */
record SuiteProveTables(List<Suite> suites, List<SeededDefect> defects, ProofMatrix matrix) {

  private static final double NINETY_FIVE = 0.95;

  /** One row for each tier and defect; without defects one for each tier. */
  Rows rows() {
    return defects.isEmpty() ? alarms() : findings();
  }

  Object json() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("matrix", findings().asMaps());
    tree.put("falseAlarms", alarms().asMaps());
    return tree;
  }

  void print(Terminal terminal, List<String> only, int sample) {
    if (!defects.isEmpty()) {
      TableText.print(crossed(), terminal);
      terminal.line("A time says how much lab time passed until a case failed; kpi: no case failed, and what the tier measured shows it, in so much lab time;"
          + " - is not in reach.");
      if (!only.isEmpty()) {
        terminal.line("Of each tier only cases that match " + String.join(" or ", only) + " were tried.");
      }
      if (sample > 0) {
        terminal.line("Of each tier only " + sample + " cases were tried.");
      }
      summary().forEach(terminal::line);
      terminal.line("");
    }
    if (!matrix.alarms().isEmpty()) {
      TableText.print(alarms(), terminal);
    }
  }

  private List<String> summary() {
    var found = defects.stream().filter(defect -> matrix.finder(defect).isPresent()).toList();
    var late = found.stream().filter(defect -> !matrix.cheaperThatMissed(defect).isEmpty()).toList();
    var lines = new ArrayList<String>();
    lines.add(found.size() + " of " + defects.size() + " defects are found, " + (found.size() - late.size()) + " by the cheapest tier in whose reach they lie.");
    late.forEach(defect -> lines.add("  " + defect + ": " + matrix.finder(defect).orElseThrow().name() + " found it, and not "
        + matrix.cheaperThatMissed(defect).stream().map(suite -> suite.name().value()).collect(Collectors.joining(", "))));
    defects.stream().filter(defect -> !found.contains(defect)).forEach(defect -> lines.add("  " + defect + ": found by none that was tried"));
    return lines;
  }

  private Rows crossed() {
    var columns = new ArrayList<String>(List.of("defect"));
    suites.forEach(suite -> columns.add(suite.name().value()));
    columns.add("cheapest");
    var rows = new Rows(columns.toArray(String[]::new));
    for (var defect : defects) {
      var cells = new ArrayList<Object>(List.of(defect.toString()));
      suites.forEach(suite -> cells.add(matrix.of(suite, defect).map(SuiteProveTables::cell).orElse("")));
      cells.add(matrix.finder(defect).map(suite -> suite.name().value()).orElse("NONE"));
      rows.add(cells.toArray());
    }
    return rows;
  }

  private Rows findings() {
    var rows = new Rows("defect", "tier", "result", "lab seconds", "case", "seen");
    matrix.findings().forEach(finding -> rows.add(finding.defect().toString(), finding.tier().name().value(), finding.result().toString(),
        finding.after().toMillis() / 1000.0, finding.testCase(), finding.seen()));
    return rows;
  }

  private Rows alarms() {
    var rows = new Rows("tier", "seeds", "cases", "false alarms", "at most (95 %)", "lab time", "first alarm");
    matrix.alarms().stream().map(Proof.Alarm::tier).distinct().forEach(tier -> {
      var own = matrix.alarms().stream().filter(alarm -> alarm.tier() == tier).toList();
      var raised = own.stream().filter(alarm -> !alarm.notPassed().isEmpty()).toList();
      rows.add(tier.name().value(), own.size(), own.stream().mapToLong(Proof.Alarm::cases).sum(), raised.size(), bound(raised.size(), own.size()), Texts.brief(own.getFirst().cost()),
          first(raised).orElse(""));
    });
    return rows;
  }

  private static Optional<String> first(List<Proof.Alarm> raised) {
    return raised.stream().findFirst().map(alarm -> "seed " + alarm.seed() + ": " + Terminal.printable(alarm.notPassed().getFirst().lines().findFirst().orElse("")));
  }

  /** Bound the rate from above (Clopper and Pearson), surely in nineteen of twenty times. */
  private static String bound(int raised, int tried) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * Proportions.upperBound(raised, tried, NINETY_FIVE));
  }

  private static String cell(Finding finding) {
    return switch (finding.result()) {
      case FOUND -> Texts.brief(finding.after());
      case BY_READINGS -> "kpi " + Texts.brief(finding.after());
      case MISSED -> "MISSED";
      case NOT_IN_REACH -> "-";
      case UNDECIDED -> "undecided";
    };
  }
}

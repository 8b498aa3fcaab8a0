package dev.assay.judge.kpi;

import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.family.Family;
import dev.assay.analysis.family.Move;
import dev.assay.analysis.family.Together;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words the comparison of a build with its baseline; a regression fails, an open question is inconclusive. */
final class ComparisonReport {

  private ComparisonReport() {}

  static Answer of(ComparisonFile.Content content) {
    var findings = BuildComparison.compare(content.kpis(), content.rules());
    var json = new JsonOutput();
    var groups = Together.of(findings.stream().filter(ComparisonReport::moved).map(ComparisonReport::move).toList());
    var together = new HashMap<String, List<String>>();
    groups.forEach(group -> group.forEach(move -> together.put(move.kpi(), group.stream().map(Move::kpi).filter(kpi -> !kpi.equals(move.kpi())).toList())));
    findings.forEach(finding -> json.put(finding.id(), finding(finding, together.getOrDefault(finding.id(), List.of()))));
    var lines = Stream.concat(findings.stream().map(ComparisonReport::line), groups.stream().filter(group -> group.size() > 1).map(ComparisonReport::line));
    return new Answer(json.text(), lines.collect(Collectors.joining()), exitCode(findings));
  }

  private static ExitCode exitCode(List<Finding> findings) {
    if (findings.isEmpty()) {
      return ExitCode.NOTHING;
    }
    if (findings.stream().anyMatch(finding -> finding.answer() == Finding.Answer.REGRESSION)) {
      return ExitCode.FAILED;
    }
    return findings.stream().anyMatch(finding -> finding.answer() == Finding.Answer.NEEDS_MORE_RUNS) ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }

  private static boolean moved(Finding finding) {
    return switch (finding.answer()) {
      case REGRESSION, IMPROVEMENT, CHANGE -> true;
      case NONE, NEEDS_MORE_RUNS -> false;
    };
  }

  private static Move move(Finding finding) {
    return new Move(finding.id(), Family.of(finding.id()), word(finding), 0, 0);
  }

  private static String line(List<Move> group) {
    return String.format(Locale.ROOT, "together: %d KPIs of %s, %s: %s%n", group.size(), group.getFirst().family(), group.getFirst().meaning(),
        String.join(", ", group.stream().map(Move::kpi).toList()));
  }

  private static JsonOutput finding(Finding finding, List<String> movedWith) {
    return new JsonOutput()
        .put("answer", word(finding))
        .put("percent", finding.percent())
        .put("percentInterval", finding.percentInterval())
        .put("cliffsDelta", finding.cliffsDelta())
        .put("pValue", finding.pValue())
        .put("adjustedPValue", finding.adjusted())
        .put("baselineBuilds", (Object) finding.baselineBuilds())
        .put("repeats", (Object) finding.repeats())
        .put("moreRuns", (Object) finding.moreRuns())
        .put("detectablePercent", finding.detectablePercent())
        .put("reason", (Object) finding.reason())
        .put("bimodal", (Object) finding.bimodal())
        .put("family", (Object) Family.of(finding.id()))
        .put("movedWith", (Object) movedWith);
  }

  private static String word(Finding finding) {
    return finding.answer().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT, "%s %s %+.1f %% [%+.1f, %+.1f] p %.2g adjusted %.2g, %d repeats against %d builds%s%s%n", finding.id(), word(finding),
        finding.percent(), finding.percentInterval().low(), finding.percentInterval().high(), finding.pValue(), finding.adjusted(), finding.repeats(),
        finding.baselineBuilds(), finding.bimodal() ? " (readings have two modes)" : "", finding.reason().isEmpty() ? "" : "; " + finding.moreRuns() + " more runs: " + finding.reason());
  }
}

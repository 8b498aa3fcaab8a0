package dev.assay.judge.kpi;

import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words the comparison of a build with its baseline; a regression fails, an open question is inconclusive. */
final class ComparisonReport {

  private ComparisonReport() {}

  static Answer of(ComparisonFile.Content content) {
    var findings = BuildComparison.compare(content.kpis(), content.rules());
    var json = new JsonOutput();
    findings.forEach(finding -> json.put(finding.id(), finding(finding)));
    return new Answer(json.text(), findings.stream().map(ComparisonReport::line).collect(Collectors.joining()), exitCode(findings));
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

  private static JsonOutput finding(Finding finding) {
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
        .put("reason", finding.reason());
  }

  private static String word(Finding finding) {
    return finding.answer().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String line(Finding finding) {
    return String.format(
        Locale.ROOT, "%s %s %+.1f %% [%+.1f, %+.1f] p %.2g adjusted %.2g, %d repeats against %d builds%s%n", finding.id(), word(finding),
        finding.percent(), finding.percentInterval().low(), finding.percentInterval().high(), finding.pValue(), finding.adjusted(), finding.repeats(),
        finding.baselineBuilds(), finding.reason().isEmpty() ? "" : "; " + finding.moreRuns() + " more runs: " + finding.reason());
  }
}

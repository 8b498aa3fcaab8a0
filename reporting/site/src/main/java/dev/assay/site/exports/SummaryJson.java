package dev.assay.site.exports;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.Verdict;
import dev.assay.site.summary.CaseLine;
import dev.assay.site.summary.Counts;
import dev.assay.site.summary.FailureCard;
import dev.assay.site.summary.KpiLine;
import dev.assay.site.summary.Summary;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the machine twin of the report page; its fields are a published contract (docs/report-formats.md). */
public final class SummaryJson {

  /** Grows when a field changes its meaning or goes; new fields do not count. */
  private static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private SummaryJson() {}

  public static void write(Writer out, Summary summary, Optional<GateDecision> gate) throws IOException {
    var run = summary.run();
    var header = run.header();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("version", VERSION);
    json.put("run", run.id().value());
    json.put("verdict", run.verdict().map(Verdict::name).orElse(null));
    json.put("state", run.state().name());
    json.put("suite", header.suite().value());
    json.put("build", ordered("id", header.build().id().value(), "product", header.build().product(), "version", header.build().version().toString()));
    json.put("lab", header.lab());
    json.put("seed", header.seed());
    json.put("options", header.options());
    json.put("owner", header.owner());
    json.put("started", run.started().toString());
    json.put("ended", run.ended().map(Object::toString).orElse(null));
    json.put("historySha256", run.historyHash().orElse(null));
    json.put("replay", header.replay());
    json.put("counts", counts(summary.counts()));
    json.put("areas", summary.areas().stream().map(area -> ordered("area", area.area(), "counts", counts(area.counts()))).toList());
    json.put("failures", summary.failures().stream().map(SummaryJson::failure).toList());
    json.put("cases", summary.cases().stream().map(SummaryJson::testCase).toList());
    json.put("casesOmitted", summary.omitted());
    json.put("kpis", summary.kpis().stream().map(SummaryJson::kpi).toList());
    json.put("gate", gate.map(SummaryJson::gate).orElse(null));
    out.write(MAPPER.writeValueAsString(json));
    out.write('\n');
  }

  private static Map<String, Object> counts(Counts counts) {
    return ordered(
        "planned", counts.planned(), "passed", counts.passed(), "failed", counts.failed(), "inconclusive", counts.inconclusive(),
        "skipped", counts.skipped(), "untried", counts.untried(), "flaky", counts.flaky(), "asked", counts.asked(), "decided", counts.decided());
  }

  private static Map<String, Object> failure(FailureCard card) {
    return ordered(
        "signature", card.signature().name(), "verdict", card.signature().verdict().name(), "message", card.signature().message(),
        "frame", card.signature().frame(), "new", card.isNew(), "knownSince", card.known().map(seen -> seen.build().value()).orElse(""),
        "attempts", card.attempts(), "cases", card.shown().stream().map(attempt -> attempt.testCase().value()).distinct().toList());
  }

  private static Map<String, Object> testCase(CaseLine line) {
    return ordered(
        "case", line.id().value(), "area", line.area(), "verdict", line.verdict().map(Verdict::name).orElse("UNTRIED"), "attempts", line.attempts(),
        "flaky", line.isFlaky(), "hosts", line.hosts().stream().map(Object::toString).toList(), "tookSeconds", line.took().toNanos() / 1e9,
        "message", line.message());
  }

  private static Map<String, Object> kpi(KpiLine line) {
    return ordered(
        "kpi", line.kpi().name(), "unit", line.kpi().unit(), "better", line.kpi().better().name().toLowerCase(java.util.Locale.ROOT),
        "dimensions", line.dimensions(), "samples", line.values().length, "least", line.quantile(0), "median", line.median(),
        "p95", line.quantile(0.95), "most", line.quantile(1));
  }

  private static Map<String, Object> gate(GateDecision decision) {
    List<Map<String, Object>> criteria = decision.results().stream()
        .map(result -> ordered(
            "id", result.criterion().id(), "state", result.state().name(), "evidence", result.evidence(), "needs", result.needs(),
            "blockers", result.blockers()))
        .toList();
    return ordered(
        "answer", decision.answer().word(), "policy", decision.policy().name(), "baseline", decision.baseline().orElse(""),
        "decidedAt", decision.decidedAt().toString(), "criteria", criteria);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}

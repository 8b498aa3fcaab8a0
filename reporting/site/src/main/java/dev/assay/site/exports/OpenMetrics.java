package dev.assay.site.exports;

import dev.assay.core.kpi.Kpi;
import dev.assay.site.summary.KpiLine;
import dev.assay.site.summary.Summary;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Writes a run's counts and the quantiles of its metrics in the OpenMetrics text format (1.0).
 *
 * <p>Labels are few on purpose: no host, no VM, no case, since each value of a label is a time series of its own.
 */
public final class OpenMetrics {

  private static final double[] QUANTILES = {0, 0.5, 0.95, 1};

  private OpenMetrics() {}

  public static void write(Writer out, Summary summary) throws IOException {
    var labels = labels(summary);
    head(out, "assay_cases", "Cases of a run by how they ended.");
    var counts = summary.counts();
    count(out, labels, "pass", counts.passed());
    count(out, labels, "fail", counts.failed());
    count(out, labels, "inconclusive", counts.inconclusive());
    count(out, labels, "skipped", counts.skipped());
    count(out, labels, "untried", counts.untried());
    count(out, labels, "flaky", counts.flaky());
    head(out, "assay_kpi", "Quantiles of a metric's samples in a run, in the unit that its label names.");
    for (var line : summary.kpis()) {
      kpi(out, labels, line);
    }
    out.write("# EOF\n");
  }

  private static SequencedMap<String, String> labels(Summary summary) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("run", summary.run().id().value());
    labels.put("suite", summary.run().header().suite().value());
    labels.put("build", summary.run().header().build().id().value());
    return labels;
  }

  private static void head(Writer out, String name, String help) throws IOException {
    out.write("# TYPE " + name + " gauge\n# HELP " + name + " " + help + "\n");
  }

  private static void count(Writer out, Map<String, String> labels, String result, int count) throws IOException {
    var own = new LinkedHashMap<>(labels);
    own.put("result", result);
    out.write("assay_cases" + text(own) + " " + count + "\n");
  }

  private static void kpi(Writer out, Map<String, String> labels, KpiLine line) throws IOException {
    var own = new LinkedHashMap<>(labels);
    Kpi kpi = line.kpi();
    own.put("kpi", kpi.name());
    own.put("unit", kpi.unit());
    line.dimensions().forEach((name, value) -> own.put("dimension_" + name.replaceAll("[^A-Za-z0-9_]", "_"), value));
    for (double quantile : QUANTILES) {
      own.put("quantile", Double.toString(quantile));
      out.write("assay_kpi" + text(own) + " " + line.quantile(quantile) + "\n");
    }
  }

  private static String text(Map<String, String> labels) {
    return "{" + String.join(",", labels.entrySet().stream().map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"").toList()) + "}";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}

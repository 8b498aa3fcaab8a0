package dev.assay.site.exports;

import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.site.summary.Summary;
import dev.assay.store.CaseRecord;
import dev.assay.store.CaseRecord.AttemptRecord;
import dev.assay.store.Findings.Place;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JUnit XML in the dialect of Surefire and Jenkins, case by case.
 *
 * <p>What the lab or the harness could not do is {@code <error type="infra">}; an attempt that failed before one that
 * passed is a {@code flakyFailure}, before one that did not a {@code rerunFailure}. A case without an ended attempt is an
 * infra error too, for it must not look as if it had passed. Times are the lab's.
 */
public final class JUnitReport {

  private static final String INFRA = "infra";

  private final Xml xml;
  private final Summary summary;
  private final List<String> leases;

  private JUnitReport(Xml xml, Summary summary, List<String> leases) {
    this.xml = xml;
    this.summary = summary;
    this.leases = leases;
  }

  public static void write(Writer out, Summary summary, List<String> leases, Cases cases) {
    var report = new JUnitReport(new Xml(out), summary, leases);
    report.begin();
    cases.each(report::testCase);
    report.end();
  }

  private void begin() {
    var header = summary.run().header();
    xml.declaration().open("testsuites");
    totals();
    xml.open("testsuite").attribute("name", header.suite().value());
    totals();
    xml.attribute("timestamp", summary.run().started().toString()).attribute("hostname", header.lab());
    xml.attribute("time", seconds(Duration.ofNanos(Math.round(summary.labHours() * 3_600e9))));
    var properties = new TreeMap<String, String>();
    header.options().forEach((name, value) -> properties.put("option." + name, value));
    properties.putAll(Map.of(
        "build", header.build().id().value(), "run", summary.run().id().value(), "lab", header.lab(), "seed", Long.toString(header.seed()),
        "owner", header.owner(), "replay", header.replay()));
    properties.put("history.sha256", summary.run().historyHash().orElse("none"));
    if (!leases.isEmpty()) {
      properties.put("lease", String.join(" ", leases));
    }
    properties(properties);
  }

  private void totals() {
    var counts = summary.counts();
    xml.attribute("tests", Integer.toString(counts.planned())).attribute("failures", Integer.toString(counts.failed()));
    xml.attribute("errors", Integer.toString(counts.inconclusive() + counts.untried())).attribute("skipped", Integer.toString(counts.skipped()));
  }

  private void testCase(CaseRecord record) {
    var ended = record.attempts().stream().filter(attempt -> attempt.outcome().isPresent()).toList();
    var took = ended.stream().map(AttemptRecord::took).reduce(Duration.ZERO, Duration::plus);
    var name = record.planned().id().value();
    xml.open("testcase").attribute("name", name.substring(name.lastIndexOf('/') + 1));
    xml.attribute("classname", name.contains("/") ? name.substring(0, name.lastIndexOf('/')).replace('/', '.') : summary.run().header().suite().value());
    xml.attribute("time", seconds(took));
    properties(propertiesOf(record, ended));
    if (ended.isEmpty()) {
      problem("error", INFRA, "no attempt of this case has ended").close();
    } else {
      outcome(record, ended);
    }
    xml.close();
  }

  private TreeMap<String, String> propertiesOf(CaseRecord record, List<AttemptRecord> ended) {
    var properties = new TreeMap<String, String>();
    properties.put("case", record.planned().id().value());
    properties.put("area", record.planned().area());
    properties.put("source", record.planned().source());
    properties.put("attempts", Integer.toString(record.attempts().size()));
    if (!ended.isEmpty()) {
      properties.put("host", String.join(" ", ended.getLast().hosts().stream().map(HostId::value).toList()));
      var signature = summary.signatures().get(new Place(record.planned().id(), ended.getLast().number()));
      if (signature != null) {
        properties.put("signature", signature.name());
      }
    }
    return properties;
  }

  private void outcome(CaseRecord record, List<AttemptRecord> ended) {
    var last = ended.getLast().outcome().orElseThrow();
    switch (last.verdict()) {
      case PASS -> { }
      case SKIPPED -> xml.open("skipped").attribute("message", last.message()).close();
      case FAIL, INCONCLUSIVE -> {
        problem(last.verdict() == Verdict.FAIL ? "failure" : "error", type(last), last.message());
        xml.text(ended.getLast().stack()).close();
      }
    }
    for (var earlier : ended.subList(0, ended.size() - 1)) {
      again(earlier, last.verdict() == Verdict.PASS ? "flaky" : "rerun");
    }
  }

  private void again(AttemptRecord attempt, String prefix) {
    var outcome = attempt.outcome().orElseThrow();
    if (outcome.verdict() == Verdict.FAIL || outcome.verdict() == Verdict.INCONCLUSIVE) {
      problem(prefix + (outcome.verdict() == Verdict.FAIL ? "Failure" : "Error"), type(outcome), outcome.message());
      xml.open("stackTrace").text(attempt.stack()).close().close();
    }
  }

  private Xml problem(String element, String type, String message) {
    return xml.open(element).attribute("message", message).attribute("type", type);
  }

  private static String type(Outcome outcome) {
    return switch (outcome.blame()) {
      case LAB, HARNESS -> INFRA;
      case PRODUCT, NOBODY -> "product";
    };
  }

  private void properties(TreeMap<String, String> properties) {
    xml.open("properties");
    properties.forEach((name, value) -> xml.open("property").attribute("name", name).attribute("value", value).close());
    xml.close();
  }

  private void end() {
    xml.close().close().end();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}

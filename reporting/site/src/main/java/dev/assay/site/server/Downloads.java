package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.RunId;
import dev.assay.core.run.Evidence;
import dev.assay.site.access.Role;
import dev.assay.site.exports.JUnitReport;
import dev.assay.site.exports.Jsonl;
import dev.assay.site.exports.OpenMetrics;
import dev.assay.site.exports.SamplesCsv;
import dev.assay.site.exports.SamplesParquet;
import dev.assay.site.exports.SummaryJson;
import dev.assay.site.exports.WarningsNg;
import dev.assay.site.html.HtmlReport;
import dev.assay.site.mail.Past;
import dev.assay.site.mail.RunMail;
import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.Parameter;
import dev.assay.site.pdf.PdfReport;
import dev.assay.site.server.FileRoute.FileContent;
import dev.assay.site.summary.Summary;
import dev.assay.site.summary.SummaryReader;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A run's reports and evidence, made when asked for; everything of foreign origin is saved, never shown. */
final class Downloads {

  private final Runs runs;
  private final Findings findings;

  Downloads(Runs runs, Findings findings) {
    this.runs = runs;
    this.findings = findings;
  }

  private interface Text {
    void writeTo(Writer out) throws IOException;
  }

  List<FileRoute> routes() {
    return List.of(
        route("report.html", "text/html; charset=utf-8", run -> out -> HtmlReport.write(out, summary(run), Optional.empty(), Optional.empty())),
        route("junit.xml", "application/xml", run -> out -> JUnitReport.write(out, summary(run), findings.leases(run), reader -> runs.eachCase(run, reader))),
        route("samples.csv", "text/csv; charset=utf-8", run -> out -> SamplesCsv.write(out, runs, run)),
        route("samples.jsonl", "application/jsonl", run -> out -> Jsonl.samples(out, runs, run)),
        route("history.jsonl", "application/jsonl", run -> out -> Jsonl.history(out, runs, run)),
        route("metrics.txt", "text/plain; charset=utf-8", run -> out -> OpenMetrics.write(out, summary(run))),
        route("summary.json", "application/json", run -> out -> SummaryJson.write(out, summary(run), Optional.empty())),
        route("warnings-ng.json", "application/json", run -> out -> WarningsNg.write(out, summary(run))),
        file("report.pdf", "application/pdf", run -> out -> PdfReport.write(out, summary(run), Optional.empty())),
        file("samples.parquet", "application/vnd.apache.parquet", run -> out -> SamplesParquet.write(out, runs, run)),
        file("mail.eml", "message/rfc822", run -> out -> mail(run).writeTo(out)),
        new FileRoute("/runs/{run}/evidence", Role.VIEWER, "Fetch a piece of evidence", this::evidence, Parameter.text("case", "the case").needed(),
            Parameter.text("file", "its name").needed(), Parameter.number("attempt", "the first if not said")));
  }

  private interface Report {
    Text of(RunId run);
  }

  private interface Binary {
    FileRoute.Body of(RunId run);
  }

  private FileRoute route(String name, String mediaType, Report report) {
    return file(name, mediaType, run -> out -> {
      var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      report.of(run).writeTo(writer);
      writer.flush();
    });
  }

  private FileRoute file(String name, String mediaType, Binary report) {
    return new FileRoute("/runs/{run}/" + name, Role.VIEWER, "Fetch the report " + name, query -> {
      var run = existing(query.path("run"));
      return new FileContent(mediaType, report.of(run), Optional.of(run + "-" + name));
    });
  }

  private RunMail mail(RunId run) {
    var summary = summary(run);
    return RunMail.of(summary, Optional.empty(), Past.of(runs, summary.run()), Optional.empty());
  }

  private RunId existing(String name) {
    var run = RunId.of(name);
    return runs.find(run).orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': no such run is stored; see: assay status")).id();
  }

  private Summary summary(RunId run) {
    return new SummaryReader(runs, findings).read(run);
  }

  private FileContent evidence(PageQuery query) {
    var run = existing(query.path("run"));
    var name = query.required("file");
    var kept = runs.evidence(run, CaseId.of(query.required("case")), query.number("attempt", 1, 1_000_000, 1));
    Evidence found = kept.stream().filter(evidence -> evidence.name().equals(name)).findFirst()
        .orElseThrow(() -> new AssayException.Nothing("looking for evidence '" + name + "' of " + query.required("case") + " in " + run + ": there is none of that name"));
    return new FileContent("application/octet-stream", out -> out.write(found.content()), Optional.of(name));
  }
}

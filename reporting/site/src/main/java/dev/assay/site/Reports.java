package dev.assay.site;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.RunId;
import dev.assay.site.exports.AllureReport;
import dev.assay.site.exports.AllureResults;
import dev.assay.site.exports.EvidenceFiles;
import dev.assay.site.exports.JUnitReport;
import dev.assay.site.exports.Jsonl;
import dev.assay.site.exports.OpenMetrics;
import dev.assay.site.exports.SamplesCsv;
import dev.assay.site.exports.SamplesParquet;
import dev.assay.site.exports.SummaryJson;
import dev.assay.site.exports.WarningsNg;
import dev.assay.site.files.Output;
import dev.assay.site.html.HtmlReport;
import dev.assay.site.mail.Past;
import dev.assay.site.mail.RunMail;
import dev.assay.site.pdf.PdfReport;
import dev.assay.site.summary.Summary;
import dev.assay.site.summary.SummaryReader;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes stored runs into folders. */
public final class Reports {

  private final Runs runs;
  private final Findings findings;

  private Reports(Runs runs, Findings findings) {
    this.runs = runs;
    this.findings = findings;
  }

  public static Reports over(Runs runs, Findings findings) {
    return new Reports(runs, findings);
  }

  /**
   * Write a run in these formats; each file or folder appears once it is whole, in the place of an older one.
   *
   * @param gate the decision about the run's build, to be shown on the page
   * @return what was written, in the order of the formats
   * @throws dev.assay.core.AssayException.Nothing when there is no such run
   * @throws dev.assay.core.AssayException.Usage when the folder cannot be written to
   * @throws dev.assay.core.AssayException.Unavailable when the database or the disk gives out midway
   */
  public List<Path> write(RunId run, Path folder, Optional<GateDecision> gate, Set<Format> formats) {
    var output = Output.in(folder);
    var summary = new SummaryReader(runs, findings).read(run);
    var written = new ArrayList<Path>();
    for (var format : Format.values()) {
      if (formats.contains(format)) {
        written.add(write(output, format, summary, gate, formats));
      }
    }
    return written;
  }

  /** Write a run in all formats. */
  public List<Path> write(RunId run, Path folder, Optional<GateDecision> gate) {
    return write(run, folder, gate, EnumSet.allOf(Format.class));
  }

  /** Return what {@link Format#SUMMARY} writes. */
  public byte[] summary(RunId run, Optional<GateDecision> gate) {
    var text = new StringWriter();
    try {
      SummaryJson.write(text, new SummaryReader(runs, findings).read(run), gate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Make the mail about a run. */
  public RunMail mail(RunId run, Optional<GateDecision> gate, Optional<URI> dashboard) {
    var summary = new SummaryReader(runs, findings).read(run);
    return RunMail.of(summary, gate, Past.of(runs, summary.run()), dashboard);
  }

  private Path write(Output output, Format format, Summary summary, Optional<GateDecision> gate, Set<Format> formats) {
    var run = summary.run().id();
    var name = format.fileName();
    return switch (format) {
      case HTML -> {
        var evidence = Optional.of(Format.EVIDENCE.fileName() + "/").filter(_ -> formats.contains(Format.EVIDENCE));
        yield output.text(name, out -> HtmlReport.write(out, summary, gate, evidence));
      }
      case PDF -> output.file(name, out -> PdfReport.write(out, summary, gate));
      case SUMMARY -> output.text(name, out -> SummaryJson.write(out, summary, gate));
      case JUNIT -> output.text(name, out -> JUnitReport.write(out, summary, findings.leases(run), reader -> runs.eachCase(run, reader)));
      case WARNINGS -> output.text(name, out -> WarningsNg.write(out, summary));
      case ALLURE_RESULTS -> output.directory(name, into -> AllureResults.write(into, summary, runs, findings.evidence(run)));
      case ALLURE_REPORT -> output.directory(name, into -> allure(into, summary));
      case SAMPLES_CSV -> output.text(name, out -> SamplesCsv.write(out, runs, run));
      case SAMPLES_JSONL -> output.text(name, out -> Jsonl.samples(out, runs, run));
      case SAMPLES_PARQUET -> output.file(name, out -> SamplesParquet.write(out, runs, run));
      case MAIL -> output.file(name, out -> RunMail.of(summary, gate, Past.of(runs, summary.run()), Optional.empty()).writeTo(out));
      case OPEN_METRICS -> output.text(name, out -> OpenMetrics.write(out, summary));
      case HISTORY -> output.text(name, out -> Jsonl.history(out, runs, run));
      case EVIDENCE -> output.directory(name, into -> EvidenceFiles.write(into, runs, findings, run));
    };
  }

  /** Generate Allure's pages from results of their own, so that they do not hang on another format's being asked for. */
  private void allure(Path into, Summary summary) throws IOException {
    var run = summary.run().id();
    var results = Files.createDirectories(into.resolveSibling("." + Format.ALLURE_REPORT.fileName() + ".results"));
    try {
      AllureResults.write(results, summary, runs, findings.evidence(run));
      AllureReport.generate(results, into, summary.run().header().suite() + " " + run + " on " + summary.run().header().build().id());
    } finally {
      Output.delete(results);
    }
  }
}

package dev.assay.site.html;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.site.html.Page.KpiRow;
import dev.assay.site.summary.KpiLine;
import dev.assay.site.summary.Summary;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the report page: one file that opens from disk, needs no script and fetches nothing. */
public final class HtmlReport {

  private static final Logger LOG = LoggerFactory.getLogger(HtmlReport.class);
  private static final int MOST_PICTURES = 60;

  private HtmlReport() {}

  /**
   * Write it.
   *
   * @param evidence the folder of evidence beside the page, as a relative address ending in a slash; absent for no links
   */
  public static void write(Writer out, Summary summary, Optional<GateDecision> gate, Optional<String> evidence) {
    var page = new Page(summary, gate, css(), hostPicture(summary), kpis(summary.kpis()), evidence);
    TemplateEngine.createPrecompiled(ContentType.Html).render("report.jte", page, new WriterOutput(out));
  }

  private static Optional<String> hostPicture(Summary summary) {
    return drawn(() -> HostPicture.of(summary.bars()).orElse("")).filter(picture -> !picture.isEmpty());
  }

  private static List<KpiRow> kpis(List<KpiLine> lines) {
    var rows = new ArrayList<KpiRow>();
    for (var line : lines) {
      int number = rows.size();
      rows.add(new KpiRow(line, number < MOST_PICTURES ? drawn(() -> KpiPicture.of(line, number)).orElse("") : ""));
    }
    return rows;
  }

  private interface Drawing {
    String draw();
  }

  /** Draw, or go without: a machine that has no fonts at all cannot draw text, and the tables hold every figure. */
  private static Optional<String> drawn(Drawing drawing) {
    try {
      return Optional.of(drawing.draw());
    } catch (LinkageError | InternalError e) {
      LOG.warn("drawing a picture for the report: {}; the report goes without; install a font package such as fonts-dejavu-core", e.toString());
      return Optional.empty();
    }
  }

  private static String css() {
    try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the class path beside " + HtmlReport.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

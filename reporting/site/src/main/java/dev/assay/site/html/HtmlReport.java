package dev.assay.site.html;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.site.html.Page.KpiRow;
import dev.assay.site.pictures.Drawing;
import dev.assay.site.pictures.Drawn;
import dev.assay.site.pictures.HostPicture;
import dev.assay.site.pictures.Ink;
import dev.assay.site.pictures.KpiPicture;
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

/** Writes the report page: one file that opens from disk, needs no script and fetches nothing. */
public final class HtmlReport {

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
    return Drawn.of(() -> HostPicture.of(summary.bars(), Ink::placeholder).map(Drawing::svg)).flatMap(picture -> picture);
  }

  private static List<KpiRow> kpis(List<KpiLine> lines) {
    var rows = new ArrayList<KpiRow>();
    for (var line : lines) {
      int number = rows.size();
      rows.add(new KpiRow(line, number < MOST_PICTURES ? Drawn.of(() -> KpiPicture.of(line, number, Ink::placeholder).svg()).orElse("") : ""));
    }
    return rows;
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

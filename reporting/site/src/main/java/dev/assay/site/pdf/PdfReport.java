package dev.assay.site.pdf;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.site.pictures.Drawing;
import dev.assay.site.pictures.Drawn;
import dev.assay.site.pictures.HostPicture;
import dev.assay.site.pictures.Ink;
import dev.assay.site.pictures.KpiPicture;
import dev.assay.site.summary.Summary;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.w3c.dom.Element;

/** Writes a run as a PDF. The same run gives the same bytes. */
public final class PdfReport {

  private static final String FONTS = "/net/sf/jasperreports/fonts/dejavu/";
  private static final int BOLD = 700;
  private static final int NORMAL = 400;

  private PdfReport() {}

  public static void write(OutputStream out, Summary summary, Optional<GateDecision> gate) throws IOException {
    XRLog.setLoggingEnabled(false);
    var pictures = pictures(summary);
    var page = new PdfPage(summary, gate, css().replace("RUN", summary.run().id().value()), pictures);
    var builder = new PdfRendererBuilder();
    font(builder, "DejaVuSansCondensed.ttf", "Assay Sans", NORMAL);
    font(builder, "DejaVuSansCondensed-Bold.ttf", "Assay Sans", BOLD);
    font(builder, "DejaVuSansMono.ttf", "Assay Mono", NORMAL);
    builder.useUriResolver((_, _) -> null).useObjectDrawerFactory(drawer(pictures)).withHtmlContent(text(page), null).toStream(out);
    try (var renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      try (var document = renderer.createPDFKeepOpen()) {
        var moment = GregorianCalendar.from(summary.run().ended().orElse(summary.run().started()).atZone(ZoneOffset.UTC));
        var information = document.getDocumentInformation();
        information.setCreationDate(moment);
        information.setModificationDate(moment);
        information.setTitle(page.title());
        document.setDocumentId((long) summary.run().id().value().hashCode());
        document.save(out);
      }
    }
  }

  private static void font(PdfRendererBuilder builder, String file, String family, int weight) {
    builder.useFont(() -> open(FONTS + file), family, weight, FontStyle.NORMAL, true);
  }

  private static InputStream open(String name) {
    var in = PdfReport.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing from the class path");
    }
    return in;
  }

  private static String css() throws IOException {
    try (var in = open("pdf.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SequencedMap<String, Drawing> pictures(Summary summary) {
    var pictures = new LinkedHashMap<String, Drawing>();
    Drawn.of(() -> HostPicture.of(summary.bars(), Ink::printed)).flatMap(drawing -> drawing).ifPresent(drawing -> pictures.put(drawing.name(), drawing));
    for (int i = 0; i < Math.min(summary.kpis().size(), PdfPage.MOST_KPIS); i++) {
      var line = summary.kpis().get(i);
      int number = i;
      Drawn.of(() -> KpiPicture.of(line, number, Ink::printed)).ifPresent(drawing -> pictures.put(drawing.name(), drawing));
    }
    return pictures;
  }

  /** Fill the template. What a terminal takes as a command, and what else no XML may hold, is shown as a replacement character. */
  private static String text(PdfPage page) {
    var out = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("pdf.jte", page, out);
    return out.toString().codePoints().map(c -> isAllowed(c) ? c : '\ufffd').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x1_0000;
  }

  private static FSObjectDrawerFactory drawer(Map<String, Drawing> pictures) {
    FSObjectDrawer drawer = (element, x, y, width, height, device, _, dots) -> {
      var drawing = pictures.get(element.getAttribute("data"));
      if (drawing != null) {
        device.drawWithGraphics((float) x, (float) y, (float) width / dots, (float) height / dots, sheet -> Drawn.of(() -> {
          drawing.on(sheet, width / dots, height / dots);
          return drawing;
        }));
      }
      return Map.of();
    };
    return new FSObjectDrawerFactory() {
      @Override
      public FSObjectDrawer createDrawer(Element element) {
        return drawer;
      }

      @Override
      public boolean isReplacedObject(Element element) {
        return element.getTagName().equals("object");
      }
    };
  }
}

package dev.assay.site.pictures;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;

/**
 * A chart with its size.
 *
 * @param name unique in the page: what the picture refers to inside itself begins with it
 * @param description what it shows, for those who cannot see it
 */
public record Drawing(JFreeChart chart, int width, int height, String name, String description) {

  private static final Pattern ADDRESSES = Pattern.compile("\\s+xmlns(:\\w+)?=\"[^\"]*\"");
  private static final Pattern COMMENTS = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  /** Pixels of a picture for each of its units, so that it is sharp on fine screens too. */
  private static final int SHARPNESS = 2;

  /** Draw it on a sheet. */
  public void on(Graphics2D sheet, double wide, double high) {
    var scaled = (Graphics2D) sheet.create();
    scaled.scale(wide / width, high / height);
    chart.draw(scaled, new Rectangle2D.Double(0, 0, width, height));
    scaled.dispose();
  }

  public byte[] png() {
    var bytes = new ByteArrayOutputStream();
    try {
      ChartUtils.writeScaledChartAsPNG(bytes, chart, width, height, SHARPNESS, SHARPNESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Draw it as SVG to stand inside a page: no declaration, no addresses, the page's own colours. */
  public String svg() {
    var document = GenericDOMImplementation.getDOMImplementation().createDocument("http://www.w3.org/2000/svg", "svg", null);
    var context = SVGGeneratorContext.createDefault(document);
    context.setComment("");
    context.setIDGenerator(new SVGIDGenerator() {
      @Override
      public String generateID(String prefix) {
        return name + "-" + super.generateID(prefix);
      }
    });
    var graphics = new SVGGraphics2D(context, false);
    chart.draw(graphics, new Rectangle(width, height));
    return inPage(text(graphics));
  }

  private static String text(SVGGraphics2D graphics) {
    var text = new StringWriter();
    try {
      graphics.stream(text, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private String inPage(String svg) {
    var body = COMMENTS.matcher(svg.substring(svg.indexOf('>', svg.indexOf("<svg")) + 1)).replaceAll("");
    for (var ink : Ink.values()) {
      body = body.replace(ink.written(), ink.variable());
    }
    return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">".formatted(width, height, escaped(description))
        + ADDRESSES.matcher(body).replaceAll("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}

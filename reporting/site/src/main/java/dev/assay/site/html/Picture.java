package dev.assay.site.html;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.jfree.chart.JFreeChart;

/** Draws a chart as SVG to stand inside the page: no declaration, no addresses, the page's own colours. */
final class Picture {

  private static final Pattern ADDRESSES = Pattern.compile("\\s+xmlns(:\\w+)?=\"[^\"]*\"");
  private static final Pattern COMMENTS = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

  private Picture() {}

  /**
   * Draw it.
   *
   * @param name unique in the page: what the picture refers to inside itself begins with it
   * @param description what it shows, for those who cannot see it
   */
  static String of(JFreeChart chart, int width, int height, String name, String description) {
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
    return inPage(text(graphics), width, height, description);
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

  private static String inPage(String svg, int width, int height, String description) {
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

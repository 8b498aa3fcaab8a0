package dev.assay.site.pictures;

import dev.assay.site.summary.KpiLine;
import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws the samples of one metric in the order they were taken, with a line at their median: a strip without axes. */
public final class KpiPicture {

  private static final int WIDTH = 260;
  private static final int HEIGHT = 36;
  private static final int MOST_DOTS = 200;

  /** Room at the ends of the axes, in parts of their length, so that no dot is cut. */
  private static final double MARGIN = 0.1;

  private KpiPicture() {}

  public static Drawing of(KpiLine line, int number, Ink.Colours colours) {
    var chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot(line, colours), false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return new Drawing(chart, WIDTH, HEIGHT, "kpi" + number, line.values().length + " samples of " + line.kpi().name() + " in the order they were taken");
  }

  private static XYPlot plot(KpiLine line, Ink.Colours colours) {
    var renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
    renderer.setSeriesPaint(0, colours.of(Ink.PASS));
    var plot = new XYPlot(new XYSeriesCollection(dots(line.values())), hidden(), hidden(), renderer);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.setInsets(new RectangleInsets(3, 3, 3, 3));
    plot.addRangeMarker(new ValueMarker(line.median(), colours.of(Ink.MUTED), new BasicStroke(1)), Layer.BACKGROUND);
    return plot;
  }

  /** Thin evenly out what would not be told apart on a strip. */
  private static XYSeries dots(double[] values) {
    var series = new XYSeries("samples");
    int step = Math.ceilDiv(values.length, MOST_DOTS);
    for (int i = 0; i < values.length; i += step) {
      series.add(i, values[i]);
    }
    return series;
  }

  private static NumberAxis hidden() {
    var axis = new NumberAxis();
    axis.setAutoRangeIncludesZero(false);
    axis.setLowerMargin(MARGIN);
    axis.setUpperMargin(MARGIN);
    axis.setVisible(false);
    return axis;
  }
}

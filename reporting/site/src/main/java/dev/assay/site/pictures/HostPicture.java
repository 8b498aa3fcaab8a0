package dev.assay.site.pictures;

import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.site.summary.Bar;
import java.awt.BasicStroke;
import java.awt.Font;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Draws hosts by time: a bar per attempt, by its verdict, since the first attempt began, in minutes of the lab's time. */
public final class HostPicture {

  static final int MOST_HOSTS = 40;
  private static final int WIDTH = 1_100;
  private static final int ROW = 22;
  private static final double BAR = 0.36;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private HostPicture() {}

  /** Draw it; nothing when no attempt has ended on any host. */
  public static Optional<Drawing> of(List<Bar> bars, Ink.Colours colours) {
    var hosts = new TreeSet<HostId>();
    bars.forEach(bar -> hosts.add(bar.host()));
    if (hosts.isEmpty()) {
      return Optional.empty();
    }
    var shown = hosts.stream().limit(MOST_HOSTS).toList();
    var chart = new JFreeChart(null, FONT, plot(bars, shown, colours), false);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(2, 2, 2, 12));
    var description = "Attempts on " + shown.size() + " hosts over time; the same figures stand in the table of cases";
    return Optional.of(new Drawing(chart, WIDTH, 46 + ROW * shown.size(), "hosts", description));
  }

  private static XYPlot plot(List<Bar> bars, List<HostId> hosts, Ink.Colours colours) {
    var symbols = new SymbolAxis(null, hosts.stream().map(HostId::value).toArray(String[]::new));
    symbols.setInverted(true);
    symbols.setGridBandsVisible(false);
    symbols.setRange(-0.5, hosts.size() - 0.5);
    var minutes = new NumberAxis("minutes since the first attempt began (lab time)");
    minutes.setAutoRangeIncludesZero(true);
    minutes.setUpperMargin(0.01);
    symbols.setTickLabelInsets(new RectangleInsets(2, 4, 2, 14));
    style(symbols, colours);
    style(minutes, colours);
    var plot = new XYPlot(data(bars, hosts), symbols, minutes, renderer(colours));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(colours.of(Ink.LINE));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    return plot;
  }

  private static void style(ValueAxis axis, Ink.Colours colours) {
    axis.setLabelFont(FONT);
    axis.setTickLabelFont(FONT);
    axis.setLabelPaint(colours.of(Ink.MUTED));
    axis.setTickLabelPaint(colours.of(Ink.TEXT));
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
  }

  private static XYBarRenderer renderer(Ink.Colours colours) {
    var renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (var verdict : Verdict.values()) {
      renderer.setSeriesPaint(verdict.ordinal(), colours.of(Ink.of(verdict)));
    }
    return renderer;
  }

  private static XYIntervalSeriesCollection data(List<Bar> bars, List<HostId> hosts) {
    var start = bars.stream().map(Bar::from).min(Instant::compareTo).orElseThrow();
    var data = new XYIntervalSeriesCollection();
    for (var verdict : Verdict.values()) {
      var series = new XYIntervalSeries(verdict.name());
      bars.stream().filter(bar -> bar.verdict() == verdict && hosts.contains(bar.host())).forEach(bar -> {
        int row = hosts.indexOf(bar.host());
        double from = minutes(start, bar.from());
        double to = minutes(start, bar.to());
        series.add(row, row - BAR, row + BAR, from, from, to);
      });
      data.addSeries(series);
    }
    return data;
  }

  private static double minutes(Instant start, Instant instant) {
    return Duration.between(start, instant).toMillis() / 60_000.0;
  }
}

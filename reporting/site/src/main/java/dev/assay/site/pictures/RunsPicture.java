package dev.assay.site.pictures;

import dev.assay.core.Verdict;
import dev.assay.store.RunRecord;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** Draws what a suite's runs came to, one column each, oldest first: failed at the foot, where a small one is seen. */
public final class RunsPicture {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 200;
  private static final double GAP = 0.25;
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final List<Verdict> FROM_BELOW = List.of(Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.SKIPPED, Verdict.PASS);

  private RunsPicture() {}

  public static Drawing of(List<RunRecord> oldestFirst, Ink.Colours colours) {
    var data = new DefaultCategoryDataset();
    for (var verdict : FROM_BELOW) {
      oldestFirst.forEach(run -> data.addValue(run.counts().getOrDefault(verdict, 0), verdict.name(), run.id().value()));
    }
    var chart = ChartFactory.createStackedBarChart(null, null, "cases", data, PlotOrientation.VERTICAL, true, false, false);
    chart.setBackgroundPaint(java.awt.Color.WHITE);
    chart.getLegend().setItemFont(FONT);
    chart.getLegend().setFrame(org.jfree.chart.block.BlockBorder.NONE);
    var plot = chart.getCategoryPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(colours.of(Ink.LINE));
    plot.getDomainAxis().setTickLabelFont(FONT);
    plot.getDomainAxis().setCategoryMargin(GAP);
    plot.getRangeAxis().setTickLabelFont(FONT);
    plot.getRangeAxis().setLabelFont(FONT);
    plot.getRangeAxis().setStandardTickUnits(org.jfree.chart.axis.NumberAxis.createIntegerTickUnits());
    var bars = new StackedBarRenderer();
    bars.setBarPainter(new StandardBarPainter());
    bars.setShadowVisible(false);
    for (var verdict : FROM_BELOW) {
      bars.setSeriesPaint(FROM_BELOW.indexOf(verdict), colours.of(Ink.of(verdict)));
    }
    plot.setRenderer(bars);
    return new Drawing(chart, WIDTH, HEIGHT, "runs", "How the cases of the last " + oldestFirst.size() + " runs of the suite ended");
  }
}

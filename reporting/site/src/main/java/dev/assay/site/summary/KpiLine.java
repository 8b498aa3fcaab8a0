package dev.assay.site.summary;

import dev.assay.core.kpi.Kpi;
import java.util.Arrays;
import java.util.SequencedMap;

/**
 * The samples of one metric in this run, in its own unit.
 *
 * @param dimensions without the single host and VM, which are not told apart here
 * @param values in the order of cases, attempts and instants
 */
public record KpiLine(Kpi kpi, SequencedMap<String, String> dimensions, double[] values) {

  /** Return the quantile (0 to 1) by linear interpolation between order statistics (Hyndman and Fan's type 7). */
  public double quantile(double share) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  public double median() {
    return quantile(0.5);
  }

  public String describeDimensions() {
    return String.join(", ", dimensions.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
  }
}

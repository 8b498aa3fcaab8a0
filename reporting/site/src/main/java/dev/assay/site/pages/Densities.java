package dev.assay.site.pages;

import dev.assay.site.pages.ScaleView.DensityPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Sums up what starts cost by how many VMs were up, in steps that hold equally many starts. */
final class Densities {

  private static final int MOST_STEPS = 25;
  private static final int LEAST_IN_STEP = 5;

  /** Of a standard normal distribution, the two-sided 95 % point: ranks of the median's interval follow from it. */
  private static final double Z = 1.96;

  private Densities() {}

  /** A start: how many VMs were up when it was asked for, and what it took. */
  record Start(int up, double took) {}

  static List<DensityPoint> of(List<Start> starts) {
    var sorted = starts.stream().sorted(Comparator.comparingInt(Start::up)).toList();
    int step = Math.max(LEAST_IN_STEP, Math.ceilDiv(sorted.size(), MOST_STEPS));
    var points = new ArrayList<DensityPoint>();
    for (int from = 0; from + LEAST_IN_STEP <= sorted.size(); from += step) {
      points.add(point(sorted.subList(from, Math.min(sorted.size(), from + step))));
    }
    return points;
  }

  /** The median with the interval that its order statistics give, free of any assumption about the distribution. */
  private static DensityPoint point(List<Start> starts) {
    double[] took = starts.stream().mapToDouble(Start::took).sorted().toArray();
    int n = took.length;
    int low = Math.max(0, (int) Math.floor(n / 2.0 - Z * Math.sqrt(n) / 2));
    int high = Math.min(n - 1, (int) Math.ceil(n / 2.0 + Z * Math.sqrt(n) / 2));
    double median = n % 2 == 1 ? took[n / 2] : (took[n / 2 - 1] + took[n / 2]) / 2;
    return new DensityPoint(Arrays.stream(starts.stream().mapToInt(Start::up).toArray()).average().orElse(0), median, took[low], took[high], n);
  }
}

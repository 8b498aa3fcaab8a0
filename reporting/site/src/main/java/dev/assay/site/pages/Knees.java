package dev.assay.site.pages;

import dev.assay.site.pages.ScaleView.DensityPoint;
import dev.assay.site.pages.ScaleView.Knee;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a curve of cost by load bends up: the point farthest below the chord between its ends (Satopaa, Albrecht, Irwin,
 * Raghavan: Finding a "Kneedle" in a Haystack, 2011). Told only when the cost beyond is more than the interval's width above
 * the cost before, so that noise makes no knee.
 */
final class Knees {

  private static final int LEAST_POINTS = 5;
  private static final double LEAST_DEPTH = 0.15;

  private Knees() {}

  static Optional<Knee> of(List<DensityPoint> points) {
    if (points.size() < LEAST_POINTS) {
      return Optional.empty();
    }
    var first = points.getFirst();
    var last = points.getLast();
    double width = last.vms() - first.vms();
    double height = points.stream().mapToDouble(DensityPoint::median).max().orElse(0) - points.stream().mapToDouble(DensityPoint::median).min().orElse(0);
    if (width <= 0 || height <= 0 || last.median() <= first.median() || last.low() <= first.high()) {
      return Optional.empty();
    }
    var deepest = first;
    double depth = 0;
    for (var point : points) {
      double chord = first.median() + (last.median() - first.median()) * (point.vms() - first.vms()) / width;
      double below = (chord - point.median()) / height;
      if (below > depth) {
        depth = below;
        deepest = point;
      }
    }
    return depth < LEAST_DEPTH ? Optional.empty() : Optional.of(new Knee(deepest.vms(), deepest.median(), last.median()));
  }
}

package dev.assay.core.benchmark;

import java.util.List;

/**
 * What a contender reached.
 *
 * @param repetitions the figure of each repetition, ascending; never empty
 * @param ratio the median over the reference's median
 */
public record Figure(String contender, String unit, List<Double> repetitions, double ratio) {

  public Figure {
    repetitions = repetitions.stream().sorted().toList();
  }

  public double least() {
    return repetitions.getFirst();
  }

  public double most() {
    return repetitions.getLast();
  }

  public double median() {
    return median(repetitions);
  }

  static double median(List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

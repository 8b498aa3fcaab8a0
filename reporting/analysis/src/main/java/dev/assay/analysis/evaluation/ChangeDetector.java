package dev.assay.analysis.evaluation;

import dev.assay.analysis.change.ChangePoints;

/** A way of finding change points, to be scored. */
public record ChangeDetector(String name, Finder finder) {

  /** Finds the first points of new levels, ascending. */
  @FunctionalInterface
  public interface Finder {
    int[] find(LabelledSeries series);
  }

  public static ChangeDetector ours() {
    return new ChangeDetector("Assay", series -> ChangePoints.indices(series.series()));
  }

  /** E-divisive with Student's t, as published for Hunter (Fleming and others 2023), at its default p of 0.001. */
  public static ChangeDetector energyWithStudent() {
    return new ChangeDetector("E-divisive, t test", series -> EnergyDivisive.find(series.values(), EnergyDivisive.student(0.001)));
  }

  /** E-divisive with permutations, as published for MongoDB (Daly and others 2020), at p = 0.05 of 99 seeded shuffles. */
  public static ChangeDetector energyWithPermutations() {
    return new ChangeDetector("E-divisive, permutations", series -> EnergyDivisive.find(series.values(), EnergyDivisive.permutations(99, 0.05)));
  }
}

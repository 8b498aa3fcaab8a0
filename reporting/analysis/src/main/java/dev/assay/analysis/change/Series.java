package dev.assay.analysis.change;

import java.util.Arrays;
import java.util.List;

/**
 * One KPI over builds, oldest first.
 *
 * @param builds the repeats of each build, in the KPI's unit; an empty array is a build without a reading
 */
public record Series(String id, Direction direction, List<double[]> builds) {

  public Series {
    builds = List.copyOf(builds);
    for (int build = 0; build < builds.size(); build++) {
      if (!Arrays.stream(builds.get(build)).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException("series " + id + ": build " + build + " has a reading that is not a finite number");
      }
    }
  }

  /** Make a series of one reading per build; NaN is a missing one. */
  public static Series of(String id, Direction direction, double... values) {
    return new Series(id, direction, Arrays.stream(values).mapToObj(value -> Double.isNaN(value) ? new double[0] : new double[] {value}).toList());
  }

  /** Return the series as it was when only so many builds were known. */
  public Series first(int known) {
    return new Series(id, direction, builds.subList(0, known));
  }
}

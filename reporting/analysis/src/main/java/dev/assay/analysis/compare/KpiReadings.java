package dev.assay.analysis.compare;

import dev.assay.analysis.change.Series;
import java.util.Arrays;
import java.util.Optional;

/**
 * What there is of one KPI.
 *
 * @param baseline earlier builds, oldest first, each with its repeats
 * @param candidate the repeats of the build in question, in the same unit
 * @param host where the candidate was measured, if that is one host
 */
public record KpiReadings(Series baseline, double[] candidate, Optional<String> host) {

  public KpiReadings {
    if (!Arrays.stream(candidate).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("KPI " + baseline.id() + ": the candidate has a reading that is not a finite number");
    }
    candidate = candidate.clone();
  }

  public String id() {
    return baseline.id();
  }
}

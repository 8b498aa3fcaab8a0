package dev.assay.analysis.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a build's runs say of one KPI.
 *
 * @param readings one per repeat, in the KPI's unit
 * @param change how it compares with the baseline, if it was compared
 */
public record KpiFacts(String name, String unit, List<Double> readings, Optional<Change> change) {

  public KpiFacts {
    readings = List.copyOf(readings);
  }

  /**
   * A comparison with the baseline, made elsewhere with false-discovery control.
   *
   * @param worsePercent by how much it is worse; negative when better
   * @param lowPercent lower end of that figure's 95 % interval
   * @param highPercent upper end of it
   * @param runsNeeded how many more repeats an answer needs; 0 unless more are needed
   */
  public record Change(Answer answer, double worsePercent, double lowPercent, double highPercent, int runsNeeded) {}

  /** What a comparison says. */
  public enum Answer {
    REGRESSION,
    IMPROVEMENT,
    NONE,
    NEEDS_MORE_RUNS
  }
}

package dev.assay.analysis.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a build's runs say of one KPI.
 *
 * @param readings one per repeat, in the KPI's unit
 * @param change how it compares with the baseline, if it was compared
 * @param drifts how it compares with releases that measured it too
 */
public record KpiFacts(String name, String unit, List<Double> readings, Optional<Change> change, List<Drift> drifts) {

  public KpiFacts {
    readings = List.copyOf(readings);
    drifts = List.copyOf(drifts);
  }

  public KpiFacts(String name, String unit, List<Double> readings, Optional<Change> change) {
    this(name, unit, readings, change, List.of());
  }

  /** Return this with how far it lies from releases. */
  public KpiFacts drifted(List<Drift> fromReleases) {
    return new KpiFacts(name, unit, readings, change, fromReleases);
  }

  Optional<Drift> driftFrom(String release) {
    return drifts.stream().filter(drift -> drift.release().equals(release)).findFirst();
  }

  /**
   * How far the KPI lies from a release, whatever lay between.
   *
   * @param release its readings' build
   * @param releaseReadings how many of them there are
   * @param worsePercent by how much it is worse; negative when better
   * @param lowPercent lower end of that figure's 95 % interval; infinite with too few readings
   * @param highPercent upper end of it
   */
  public record Drift(String release, int releaseReadings, double worsePercent, double lowPercent, double highPercent) {}

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

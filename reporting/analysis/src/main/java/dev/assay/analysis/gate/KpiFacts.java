package dev.assay.analysis.gate;

import java.util.List;
import java.util.Optional;

/**
 * What a build's runs say of one KPI.
 *
 * @param readings one per repeat, in the KPI's unit
 * @param change how it compares with the baseline, if it was compared
 * @param drifts how it compares with releases that measured it too
 * @param suites the suites by whose runs it was measured
 */
public record KpiFacts(String name, String unit, List<Double> readings, Optional<Change> change, List<Drift> drifts, List<String> suites) {

  public KpiFacts {
    readings = List.copyOf(readings);
    drifts = List.copyOf(drifts);
    suites = List.copyOf(suites);
  }

  public KpiFacts(String name, String unit, List<Double> readings, Optional<Change> change) {
    this(name, unit, readings, change, List.of(), List.of());
  }

  /** Return this with how far it lies from releases. */
  public KpiFacts drifted(List<Drift> fromReleases) {
    return new KpiFacts(name, unit, readings, change, fromReleases, suites);
  }

  /** Return this with how it compares with its baseline. */
  public KpiFacts changed(Change found) {
    return new KpiFacts(name, unit, readings, Optional.of(found), drifts, suites);
  }

  /** Return this as measured by runs of these suites. */
  public KpiFacts by(List<String> names) {
    return new KpiFacts(name, unit, readings, change, drifts, names);
  }

  /** Return whether it is one of these KPIs, and measured by one of these suites; an empty list names all. */
  boolean isAmong(List<String> names, List<String> ofSuites) {
    return (names.isEmpty() || names.contains(name)) && (ofSuites.isEmpty() || suites.stream().anyMatch(ofSuites::contains));
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
   * @param baselineRunsNeeded how many more runs of builds before it that needs besides
   */
  public record Change(Answer answer, double worsePercent, double lowPercent, double highPercent, int runsNeeded, int baselineRunsNeeded) {

    public Change(Answer answer, double worsePercent, double lowPercent, double highPercent, int runsNeeded) {
      this(answer, worsePercent, lowPercent, highPercent, runsNeeded, 0);
    }
  }

  /** What a comparison says. */
  public enum Answer {
    REGRESSION,
    IMPROVEMENT,
    NONE,
    NEEDS_MORE_RUNS
  }
}

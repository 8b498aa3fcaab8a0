package dev.assay.store;

import dev.assay.core.BuildId;
import dev.assay.core.kpi.Kpi;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** KPI readings over all runs, what was found in them, and what people have accepted of it. */
public interface KpiBook {

  /**
   * List readings by series (name, then dimensions) and run.
   *
   * @param kpi only series of this metric
   * @param firstRun only runs from this number on
   */
  List<SeriesReadings> readings(Optional<String> kpi, long firstRun);

  /** Return the number of the first run of the build that so many builds have followed since; 0 when there are fewer. */
  long firstRunOfLatest(int builds);

  /** List the lines that were analysed, by name. */
  List<AnalysedLine> analysed();

  /** Replace what is kept of these lines, in one transaction. */
  void keep(List<AnalysedLine> lines);

  List<Acceptance> acceptances();

  /** Accept a change; accepting it again replaces owner and reason. */
  void accept(String line, BuildId build, String owner, String reason);

  /** Readings of one series. */
  record SeriesReadings(Kpi kpi, SequencedMap<String, String> dimensions, List<RunReading> runs) {}

  /** What one run's samples of a series come to: their median. */
  record RunReading(long run, BuildId build, double median) {}

  /**
   * What is known of a line.
   *
   * @param lastRun the number of the last run that was taken into account
   * @param changes in the order of builds
   */
  record AnalysedLine(String line, long lastRun, List<FoundChange> changes) {

    public AnalysedLine {
      changes = List.copyOf(changes);
    }
  }

  /** A stored change point; {@code run} is the number of the first run of the build, percent and interval are relative to before. */
  record FoundChange(
      long run, BuildId build, BuildId earliest, BuildId latest, String meaning, double before, double after, double percent, double low, double high,
      double delta, boolean provisional, boolean wentAway, double strength) {}

  /** Who accepted the level after a change, and why. */
  record Acceptance(String line, BuildId build, String owner, String reason, Instant at) {}
}

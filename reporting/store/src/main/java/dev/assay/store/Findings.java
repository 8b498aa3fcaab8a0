package dev.assay.store;

import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.kpi.Kpi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What the stored runs say when looked at together: failures by signature, a case's past, a metric over builds. */
public interface Findings {

  /** List the failures of a run by signature, those with the most attempts first. */
  List<FailureGroup> failures(RunId run);

  /** List the leases that a run has given back, such as {@code L-7}, the first one first. */
  List<String> leases(RunId run);

  /** List what evidence a run holds, without its content, in the order of cases and attempts. */
  List<HeldEvidence> evidence(RunId run);

  /** List the latest results of a case, one per run that ended an attempt of it, newest first. */
  List<PastResult> past(CaseId testCase, int limit);

  /** List the latest results of each of these cases, in one question; cases without any are left out. */
  Map<CaseId, List<PastResult>> pasts(List<CaseId> cases, int limit);

  /** Say how long cases took that passed in the {@value #USUAL_RUNS} runs before this one that are like it: same suite, lab and sizes. */
  Map<CaseId, Usual> usual(RunId run);

  int USUAL_RUNS = 20;

  /** List a metric's series, each with one point per run in the order of runs; none when it was never measured. */
  List<Trend> trends(String kpi);

  /** List what one case measured of a metric: the median of its samples in each run, the latest runs first. */
  List<CaseReading> readings(String kpi, CaseId testCase, int limit);

  /**
   * Attempts that failed alike.
   *
   * @param known where the signature was first seen in an earlier run of another build; absent for a new failure
   */
  record FailureGroup(Signature signature, List<Place> places, Optional<Sighting> known) {

    /** Whether no earlier build has shown it. */
    public boolean isNew() {
      return known.isEmpty();
    }
  }

  /** One attempt of a case. */
  record Place(CaseId testCase, int attempt) {}

  /** A file kept of an attempt; its content is read by {@link Runs#evidence}. */
  record HeldEvidence(Place place, String name, String mediaType, Bytes size) {}

  /** A run of a build. */
  record Sighting(RunId run, BuildId build) {}

  /** How a case ended in one run: its last ended attempt, and how many attempts there were. */
  record PastResult(RunId run, BuildId build, Instant runStarted, Outcome outcome, int attempts, List<HostId> hosts, Duration took) {}

  /** Of so many passes of a case, 95 of 100 took at most this long. */
  record Usual(Duration most, int passes) {}

  /** A metric at fixed dimensions over runs. */
  record Trend(Kpi kpi, SequencedMap<String, String> dimensions, List<TrendPoint> points) {}

  /**
   * The median of what one case measured in one run, in the metric's unit.
   *
   * @param whole whether the run was one of its whole suite, not of a selection
   */
  record CaseReading(RunId run, BuildId build, double median, boolean whole) {}

  /** The samples of one run, in the metric's unit. */
  record TrendPoint(RunId run, BuildId build, int samples, double median, double least, double most) {}
}

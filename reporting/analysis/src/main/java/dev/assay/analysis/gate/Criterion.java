package dev.assay.analysis.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One rule of a policy. Its id is what a waiver names. */
public sealed interface Criterion {

  String id();

  /** A rule about one suite's runs. */
  sealed interface OfSuite extends Criterion {

    String suite();

    /** How old the newest run may be; any age when empty. */
    Optional<Duration> newestWithin();
  }

  /** At least this share of the cases asked for has passed. */
  record PassRate(String id, String suite, Percent atLeast, Basis basis, Span span, Optional<Duration> newestWithin)
      implements OfSuite {}

  /** Every case asked for has passed, and something was asked for. */
  record MustPass(String id, String suite, Optional<Duration> newestWithin) implements OfSuite {}

  /** At least this share of the cases asked for ended in PASS or FAIL, on at least so many host classes. */
  record Completeness(String id, String suite, Percent atLeast, int hostClasses, Optional<Duration> newestWithin)
      implements OfSuite {

    public Completeness {
      if (hostClasses < 0) {
        throw new IllegalArgumentException("criterion " + id + " asks for a negative number of host classes");
      }
    }
  }

  /**
   * At most this many cases fail that passed in the baseline (osstest's rule).
   *
   * @param reproductions how many further tries a failure gets that also passed on the build, before it is called unsteady
   */
  record NewFailures(String id, String suite, int atMost, int reproductions, Optional<Duration> newestWithin) implements OfSuite {

    /** The number of tries that osstest gives a failure. */
    public static final int REPRODUCTIONS = 3;

    public NewFailures {
      if (atMost < 0 || reproductions < 1) {
        throw new IllegalArgumentException("criterion " + id + " allows a negative number of new failures, or no try to reproduce one");
      }
    }

    public NewFailures(String id, String suite, int atMost, Optional<Duration> newestWithin) {
      this(id, suite, atMost, REPRODUCTIONS, newestWithin);
    }
  }

  /**
   * The run answers what the baseline answered, so that no test is dropped unseen, and something in each of these areas.
   *
   * @param ofBaseline the least share of the cases that the baseline answered
   */
  record Coverage(String id, String suite, Percent ofBaseline, List<String> areas, Optional<Duration> newestWithin) implements OfSuite {

    public Coverage {
      areas = List.copyOf(areas);
    }
  }

  /** The median of a KPI keeps to an absolute limit, in the KPI's unit, over at least so many readings. */
  record KpiLimit(String id, String kpi, String unit, Bound bound, double limit, int readings) implements Criterion {

    public KpiLimit {
      if (!Double.isFinite(limit) || readings < 1) {
        throw new IllegalArgumentException("criterion " + id + " needs a finite limit and at least one reading");
      }
    }
  }

  /**
   * None of these KPIs has become worse than its baseline by more than this; of all measured KPIs when none is named.
   *
   * @param suites only of KPIs that runs of these suites measured, each of which must have; of all suites when none is named
   */
  record KpiRegression(String id, List<String> kpis, List<String> suites, Percent atMost) implements Criterion {

    public KpiRegression {
      kpis = List.copyOf(kpis);
      suites = List.copyOf(suites);
    }

    public KpiRegression(String id, List<String> kpis, Percent atMost) {
      this(id, kpis, List.of(), atMost);
    }

    /** Return whether it asks about this KPI. */
    public boolean isAbout(KpiFacts kpi) {
      return kpi.isAmong(kpis, suites);
    }
  }

  /**
   * No KPI has drifted from a release by more than this, so that steps which are small one by one cannot add up.
   *
   * @param suites only of KPIs that runs of these suites measured, each of which must have; of all suites when none is named
   * @param against the release; the baseline when empty
   * @param readings so many of either are enough for a KPI that varies too much for the limit to be shown, if it is not surely worse
   */
  record KpiDrift(String id, List<String> kpis, List<String> suites, Optional<String> against, Percent atMost, OptionalInt readings) implements Criterion {

    public KpiDrift {
      kpis = List.copyOf(kpis);
      suites = List.copyOf(suites);
    }

    public KpiDrift(String id, List<String> kpis, Optional<String> against, Percent atMost) {
      this(id, kpis, List.of(), against, atMost, OptionalInt.empty());
    }
  }

  /**
   * At most this many open defects of at least this severity, each with its impact written down.
   *
   * @param scope which open defects count
   * @param impact whether a defect without a written impact leaves the answer pending
   */
  record OpenDefects(String id, Severity severity, int atMost, Scope scope, boolean impact) implements Criterion {

    public OpenDefects {
      if (atMost < 0) {
        throw new IllegalArgumentException("criterion " + id + " allows a negative number of defects");
      }
    }
  }

  /** Which open defects count: those that the build's own runs show, or all. */
  enum Scope {
    SEEN,
    ALL
  }

  /** Which side of the limit is good. */
  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  /** Which runs of the build a rate is asked of: the newest, each, or all of them together. */
  enum Span {
    LATEST,
    EVERY,
    POOLED
  }

  /** How sure a rate must be. */
  sealed interface Basis {

    /** The rate as counted. */
    record Raw() implements Basis {}

    /** The one-sided lower confidence bound reaches the limit: for releases. */
    record SurelyAbove(Percent confidence) implements Basis {}

    /** The one-sided upper confidence bound reaches the limit: for nightly runs, which are small. */
    record NotSurelyBelow(Percent confidence) implements Basis {}
  }
}

package dev.assay.analysis.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** At most this many cases fail that passed in the baseline (osstest's rule). */
  record NewFailures(String id, String suite, int atMost, Optional<Duration> newestWithin) implements OfSuite {

    public NewFailures {
      if (atMost < 0) {
        throw new IllegalArgumentException("criterion " + id + " allows a negative number of new failures");
      }
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

  /** None of these KPIs has become worse than its baseline by more than this; of all measured KPIs when none is named. */
  record KpiRegression(String id, List<String> kpis, Percent atMost) implements Criterion {

    public KpiRegression {
      kpis = List.copyOf(kpis);
    }
  }

  /** Which side of the limit is good. */
  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  /** Which runs of the build a rate is asked of. */
  enum Span {
    LATEST,
    EVERY
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

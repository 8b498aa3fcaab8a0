package dev.assay.inventory.planning;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How forecasts fared so far, and so how wide the next one must be to hold what it promises: split conformal prediction, with the
 * error of each earlier forecast in units of how uncertain it looked, over those that looked most alike.
 *
 * <p>Source: Lei, G'Sell, Rinaldo, Tibshirani, Wasserman: Distribution-free predictive inference for regression, 2018. It holds
 * as long as what comes is like what was: a lab whose use changes abruptly is misjudged until enough is on record again.
 */
public record Calibration(List<Past> past) {

  /** Fewer than these say less than what was found in simulated labs. */
  private static final int ENOUGH = 30;

  private static final int ALIKE = 100;
  private static final double OUTSIDE = 0.1;

  /** Errors of forecasts in simulated labs ('assay bench scheduling'): the first, fifth and ninth decile. */
  private static final double[] USUAL_ERRORS = {-0.7, 0, 2.0};

  /** Nothing is on record. */
  public static final Calibration NONE = new Calibration(List.of());

  public Calibration {
    past = List.copyOf(past);
  }

  /**
   * A forecast and what came of it, as waits from the moment it was made.
   *
   * @param spread between what short and what long lengths would have given
   */
  public record Past(Duration expected, Duration spread, Duration actual) {
    double error() {
      return (actual.toMillis() - expected.toMillis()) / scale(expected, spread);
    }
  }

  private static double scale(Duration expected, Duration spread) {
    return 60_000 + spread.toMillis() + expected.toMillis() / 4.0;
  }

  /** Widen a forecast, or narrow it, to what forecasts like it needed. What begins at once, or at a booked time, stays as it is. */
  public Forecast apply(Forecast raw, Instant now) {
    boolean certain = raw.expected().filter(now::isBefore).isEmpty() || raw.claim().terms().startAfter().filter(now::isBefore).isPresent();
    if (certain) {
      return raw;
    }
    var expected = Duration.between(now, raw.expected().orElseThrow());
    double scale = scale(expected, raw.spread());
    var errors = errors(scale);
    return new Forecast(raw.claim(), raw.soonest().map(_ -> at(now, expected, errors[0] * scale)), raw.expected().map(_ -> at(now, expected, errors[1] * scale)),
        raw.latest().map(_ -> at(now, expected, errors[2] * scale)), raw.hosts());
  }

  private static Instant at(Instant now, Duration expected, double error) {
    return now.plus(Duration.ofMillis(Math.max(0, expected.toMillis() + Math.round(error))));
  }

  private double[] errors(double scale) {
    if (past.size() < ENOUGH) {
      return USUAL_ERRORS;
    }
    var errors = past.stream().sorted(Comparator.comparingDouble(before -> Math.abs(Math.log(scale(before.expected, before.spread) / scale))))
        .limit(ALIKE).mapToDouble(Past::error).sorted().toArray();
    return new double[] {quantile(errors, OUTSIDE, false), errors[errors.length / 2], quantile(errors, 1 - OUTSIDE, true)};
  }

  /** Quantiles lean outwards by one record, as their promise for finite records demands. */
  private static double quantile(double[] sorted, double part, boolean upwards) {
    double place = part * (sorted.length + 1);
    int index = (int) (upwards ? Math.ceil(place) : Math.floor(place)) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }

  @Override
  public String toString() {
    return "Calibration" + Arrays.toString(errors(1));
  }
}

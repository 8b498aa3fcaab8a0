package dev.assay.simulator.performance;

import java.time.Duration;
import java.time.Instant;

/** The exponentially weighted mean of a level over the last seconds; reading it changes nothing. */
final class Meter {

  private static final double SECONDS = 5;

  private double mean;
  private double level;
  private Instant at;

  Meter(Instant start) {
    this.at = start;
  }

  /** Say that the level is this from now on. */
  void level(Instant now, double value) {
    mean = value(now);
    at = now;
    level = value;
  }

  /** Count so much at once, as a rate spread over the last seconds. */
  void add(Instant now, double amount) {
    mean = value(now) + amount / SECONDS;
    at = now;
  }

  double value(Instant now) {
    double past = Duration.between(at, now).toNanos() / 1e9;
    return past <= 0 ? mean : level + (mean - level) * StrictMath.exp(-past / SECONDS);
  }
}

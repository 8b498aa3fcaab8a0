package dev.assay.core.benchmark;

import java.time.Duration;

/** How work done in a time becomes a figure. */
public enum Scale {
  /** Units of work a second: more is better. */
  PER_SECOND,
  /** Microseconds that a unit of work takes: less is better. */
  MICROSECONDS_EACH;

  double figure(double work, Duration took) {
    double seconds = took.toNanos() / 1e9;
    return switch (this) {
      case PER_SECOND -> work / seconds;
      case MICROSECONDS_EACH -> seconds * 1e6 / work;
    };
  }
}

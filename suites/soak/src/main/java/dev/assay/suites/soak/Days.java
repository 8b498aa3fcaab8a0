package dev.assay.suites.soak;

import dev.assay.testkit.Variant;
import java.time.Duration;

/** How long traffic goes on, of the fortnight that the whole soak is. */
enum Days implements Variant {
  SEVEN(7),
  FOURTEEN(14);

  private final int days;

  Days(int days) {
    this.days = days;
  }

  Duration of(Duration fortnight) {
    return fortnight.multipliedBy(days).dividedBy(FOURTEEN.days);
  }

  @Override
  public String label() {
    return days + "-days";
  }
}

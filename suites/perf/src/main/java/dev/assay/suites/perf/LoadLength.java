package dev.assay.suites.perf;

import dev.assay.testkit.Quantities;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Variant;
import java.time.Duration;
import java.util.Locale;

/** How long guests send to each other: a burst, and long enough for what a burst does not fill. */
enum LoadLength implements Variant {
  SHORT(PerfSizes.SHORT_TRAFFIC_SECONDS),
  LONG(PerfSizes.LONG_TRAFFIC_SECONDS);

  private final Quantity seconds;

  LoadLength(Quantity seconds) {
    this.seconds = seconds;
  }

  Duration of(Quantities sizes) {
    return sizes.seconds(seconds);
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

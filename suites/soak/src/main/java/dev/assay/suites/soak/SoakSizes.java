package dev.assay.suites.soak;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How long the soak is: the published fourteen days, and what fits in seconds of simulation. */
final class SoakSizes {

  static final Quantity HOURS = new Quantity("soak.hours", 14 * 24, 24);
  static final Quantity TRAFFIC_HOURS = new Quantity("soak.traffic-hours", 14 * 24, 12);
  static final Quantity GUESTS = new Quantity("soak.guests", 4, 3);
  static final Quantity PAUSE_SECONDS = new Quantity("soak.pause-seconds", 1200, 1500);
  static final Quantity HEALTH_SECONDS = new Quantity("soak.health-seconds", 300, 3600);
  static final Quantity READING_SECONDS = new Quantity("soak.reading-seconds", 3600, 1800);
  static final Quantity SESSIONS = new Quantity("soak.sessions", 100, 20);

  static final Quantity LOGINS = new Quantity("soak.logins-between-samples", 20, 5);
  static final Quantity SAMPLES = new Quantity("soak.session-samples", 10, 10);

  static final List<Quantity> ALL = List.of(HOURS, TRAFFIC_HOURS, GUESTS, PAUSE_SECONDS, HEALTH_SECONDS, READING_SECONDS, SESSIONS, LOGINS, SAMPLES);

  private SoakSizes() {}
}

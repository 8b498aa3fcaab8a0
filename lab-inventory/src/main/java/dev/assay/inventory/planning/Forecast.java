package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a claim is expected to start: in eight of ten cases between {@code soonest} and {@code latest}, if what comes is like what
 * was recorded.
 *
 * @param expected empty when no release would help
 * @param hosts those it is planned on
 */
public record Forecast(Claim claim, Optional<Instant> soonest, Optional<Instant> expected, Optional<Instant> latest, List<HostId> hosts) {

  private static final double SOON = 0.1;
  private static final double MIDDLE = 0.5;
  private static final double LATE = 0.9;

  /** Forecast all waiting claims, in the order in which they get their places, as wide as earlier forecasts had to be. */
  public static List<Forecast> all(Snapshot lab, Calibration calibration) {
    return raw(lab).stream().map(forecast -> calibration.apply(forecast, lab.now())).toList();
  }

  /** Plan for short, usual and long lengths; what arrives later and is more urgent is not in it. */
  public static List<Forecast> raw(Snapshot lab) {
    return raw(lab, new Shapes());
  }

  /** Plan a lab that was planned before, whose machines may be the same. */
  public static List<Forecast> raw(Snapshot lab, Shapes shapes) {
    var soon = Planner.at(lab, shapes, SOON);
    var middle = Planner.at(lab, shapes, MIDDLE);
    var late = Planner.at(lab, shapes, LATE);
    var soonest = byClaim(soon);
    var latest = byClaim(late);
    var forecasts = new ArrayList<Forecast>();
    for (var slot : middle.slots()) {
      var expected = slot.start();
      var first = soonest.get(slot.claim().id()).start().filter(start -> expected.filter(start::isAfter).isEmpty()).or(() -> expected);
      var last = latest.get(slot.claim().id()).start().filter(start -> expected.filter(start::isBefore).isEmpty()).or(() -> expected);
      forecasts.add(new Forecast(slot.claim(), first, expected, last, slot.hosts()));
    }
    return List.copyOf(forecasts);
  }

  private static Map<Long, Plan.Slot> byClaim(Plan plan) {
    var byClaim = new HashMap<Long, Plan.Slot>();
    plan.slots().forEach(slot -> byClaim.put(slot.claim().id(), slot));
    return byClaim;
  }

  /** Return how far short and long lengths lie apart; nothing when no release would help. */
  public Duration spread() {
    return soonest.isEmpty() || latest.isEmpty() ? Duration.ZERO : Duration.between(soonest.get(), latest.get());
  }
}

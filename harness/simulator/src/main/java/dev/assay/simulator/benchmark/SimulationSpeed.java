package dev.assay.simulator.benchmark;

import dev.assay.core.Bytes;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.core.defect.Defects;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.performance.ContendedResources;
import dev.assay.simulator.performance.GuestProfile;
import dev.assay.simulator.performance.HostShape;
import dev.assay.simulator.performance.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts many guests on one simulated host and counts the simulated seconds that pass in a second; ratios refer to the wall clock. */
public final class SimulationSpeed {

  private static final Instant START = Instant.parse("2014-06-01T00:00:00Z");
  private static final int IN_FLIGHT = 25;
  private static final double WALL_CLOCK = 1;

  private SimulationSpeed() {}

  public static Race race() {
    return new Race("simulated s/s", Scale.PER_SECOND, OptionalDouble.of(WALL_CLOCK), List.of(
        new Contender("1000 PV VMs started", () -> start(1000, new Operation.StartDomain(false, 1, Bytes.mib(256), 1, 1), GuestProfile.TINY)),
        new Contender("125 Windows 7 booted at once", () -> start(125, new Operation.StartDomain(true, 1, Bytes.mib(896), 1, 1), GuestProfile.WINDOWS_7))));
  }

  private static double start(int guests, Operation.StartDomain domain, GuestProfile profile) {
    try (var time = VirtualTime.startingAt(START)) {
      var shape = new HostShape("benchmark", 32, Bytes.gib(1024), Bytes.gib(8), 2);
      var host = new ContendedResources(time, Chance.seeded(1), Generations.named("6.5"), shape, Defects.NONE);
      return time.run("guests", () -> seconds(startAll(time, host, guests, domain, profile)));
    }
  }

  private static Duration startAll(Time time, ContendedResources host, int guests, Operation.StartDomain domain, GuestProfile profile) {
    var begun = time.now();
    var left = new AtomicInteger(guests);
    var booted = new AtomicInteger();
    var changed = time.signal();
    var starters = new ArrayList<Time.Fork<Boolean>>();
    for (int starter = 0; starter < IN_FLIGHT; starter++) {
      starters.add(time.fork("starter " + starter, () -> {
        while (left.getAndDecrement() > 0) {
          host.admit(domain);
          host.perform(domain);
          host.begin(new Operation.BootGuest(profile), () -> {
            booted.incrementAndGet();
            changed.raise();
          });
        }
        return true;
      }));
    }
    starters.forEach(Time.Fork::join);
    changed.await(() -> booted.get() == guests, Time.FOREVER);
    return time.since(begun);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}

package dev.assay.testkit.workload;

import dev.assay.core.AssayException;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import dev.assay.testkit.load.Iperf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two guests, on two hosts where the pool has them, that send to each other without a pause. */
public final class Traffic implements Workload {

  private static final Kpi RATE = Kpi.higher("soak.traffic", "Gbit/s");

  /** iperf3 sends for a day at most; one that hangs is known the sooner the shorter its part. */
  private static final Duration PART = Duration.ofHours(6);

  /** From the reference procedure: a load may not end more than 300 s early. */
  private static final Duration EARLY = Duration.ofSeconds(300);
  private static final int KEPT = 20;

  /** From one guest to the other. */
  private record Way(String name, Vm from, Vm to) {}

  /** What arrived in one part. */
  private record Arrived(String way, double gigabits) {}

  private final List<Vm> guests = new ArrayList<>();
  private final List<Arrived> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

  @Override
  public String name() {
    return "traffic both ways";
  }

  @Override
  public void setUp(Pool pool) {
    for (var host : List.of(pool.hosts().getFirst(), pool.hosts().getLast())) {
      var guest = pool.create(VmSpec.vm()).startOn(host);
      Iperf.serve(guest);
      guests.add(guest);
    }
  }

  @Override
  public void run(Pool pool, Instant until) {
    var time = pool.bench().time();
    var ways = List.of(new Way("there", guests.getFirst(), guests.getLast()), new Way("back", guests.getLast(), guests.getFirst()));
    Crew.unlimited(time).doing(ways, way -> {
      while (Duration.between(time.now(), until).compareTo(Duration.ofSeconds(1)) >= 0) {
        send(way, pool.bench(), until);
      }
    });
  }

  /** Each part is an event of the history: a case of which nothing is heard for days is taken to hang. */
  private void send(Way way, Bench bench, Instant until) {
    var time = bench.time();
    var left = Duration.ofSeconds(Duration.between(time.now(), until).toSeconds());
    var part = left.compareTo(PART) < 0 ? left : PART;
    var began = time.now();
    try {
      arrived.add(new Arrived(way.name(), new Iperf(1, part).between(way.from(), way.to())));
      bench.history().append("traffic.arrived", way.name());
      if (time.since(began).compareTo(part.minus(EARLY)) < 0) {
        failed(way, began, "it ended after " + time.since(began).toSeconds() + " s instead of " + part.toSeconds() + " s");
      }
    } catch (StaleLeaseException | AssayException.Cancelled e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product | AssayException.TimedOut e) {
      failed(way, began, e.getMessage());
      time.sleep(left.compareTo(EARLY) < 0 ? left : EARLY);
    }
  }

  private void failed(Way way, Instant began, String why) {
    if (wrong.size() < KEPT) {
      wrong.add("sending " + way.name() + " from " + way.from() + " to " + way.to() + ", begun " + began + ": " + why);
    }
  }

  @Override
  public List<String> check(Pool pool) {
    guests.forEach(Vm::close);
    return arrived.isEmpty() && wrong.isEmpty() ? List.of("nothing was sent") : List.copyOf(wrong);
  }

  @Override
  public void measure(Kpis kpis) {
    arrived.forEach(part -> kpis.record(RATE, part.gigabits(), "way", part.way()));
  }
}

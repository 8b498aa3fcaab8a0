package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defects;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs published experiments on the model and sets its results beside what was published. */
public final class Calibration {

  /** What a row was for: the parameters were chosen by it, or it was kept apart to test them. */
  public enum Use {
    FITTED,
    HELD_OUT
  }

  /**
   * One experiment.
   *
   * @param published the figure of the publication; of a range its middle
   * @param model what the model gives
   * @param source where the figure was published
   */
  public record Row(String experiment, String generation, String unit, double published, double model, Use use, String source) {

    /** Return how far the model is off, as a fraction of the published figure. */
    public double residual() {
      return model / published - 1;
    }
  }

  private static final String BETA = "announcement of Creedence beta.2";
  private static final String LIMITS = "configuration limits of 6.2";
  private static final String AGGREGATES = "published aggregate throughputs";
  private static final String IDLE = "published start times";
  private static final String BOOT = "published boot measurements";

  private static final Instant START = Instant.parse("2014-06-01T00:00:00Z");
  private static final int STARTERS = 25;

  private final Chance chance;

  private Calibration(Chance chance) {
    this.chance = chance;
  }

  /** Run every experiment; equal seeds give equal rows. */
  public static List<Row> run(long seed) {
    var calibration = new Calibration(Chance.seeded(seed).fork("calibration"));
    return List.of(
        new Row("boot storm, 125 Windows 7", "6.2", "s", 850, calibration.bootStorm("6.2", 125), Use.FITTED, BETA),
        new Row("boot storm, 125 Windows 7", "6.5", "s", 350, calibration.bootStorm("6.5", 125), Use.FITTED, BETA),
        new Row("PV VMs running, of 1000 asked for", "6.2", "VMs", 650, calibration.density("6.2", 1000, false), Use.FITTED, BETA),
        new Row("PV VMs running, of 1000 asked for", "6.5", "VMs", 1000, calibration.density("6.5", 1000, false), Use.FITTED, BETA),
        new Row("aggregate disk read", "6.2", "GB/s", 2.2, calibration.diskRead("6.2"), Use.FITTED, AGGREGATES),
        new Row("aggregate disk read", "6.5", "GB/s", 9.9, calibration.diskRead("6.5"), Use.FITTED, AGGREGATES),
        new Row("HVM VMs running, of 1000 asked for", "6.2", "VMs", 500, calibration.density("6.2", 1000, true), Use.HELD_OUT, LIMITS),
        new Row("Windows 7 boots alone (2-3 min)", "6.2", "s", 150, calibration.bootStorm("6.2", 1), Use.HELD_OUT, BOOT),
        new Row("start of a VM on an idle host (1-2.5 s)", "6.2", "s", 1.75, calibration.idleStart("6.2"), Use.HELD_OUT, IDLE));
  }

  private double bootStorm(String generation, int guests) {
    var lab = new Bench(generation, "storm/" + guests);
    return lab.time.run("storm", () -> {
      var begun = lab.time.now();
      lab.startAll(guests, new Operation.StartDomain(true, 1, Bytes.mib(896), 1, 1), GuestProfile.WINDOWS_7);
      return seconds(lab.time.since(begun));
    });
  }

  private double density(String generation, int guests, boolean hvm) {
    var lab = new Bench(generation, "density/" + hvm);
    return lab.time.run("density", () -> (double) lab.startAll(guests, new Operation.StartDomain(hvm, 1, Bytes.mib(256), 1, 1), GuestProfile.TINY));
  }

  private double diskRead(String generation) {
    var lab = new Bench(generation, "disk");
    var each = Bytes.gib(2);
    return lab.time.run("disk", () -> {
      var begun = lab.time.now();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < 40; i++) {
        forks.add(lab.time.fork("reader " + i, () -> {
          lab.resources.perform(new Operation.GuestTransfer(each, true));
          return true;
        }));
      }
      forks.forEach(Time.Fork::join);
      return each.times(40).count() / 1e9 / seconds(lab.time.since(begun));
    });
  }

  private double idleStart(String generation) {
    var lab = new Bench(generation, "start");
    int rounds = 50;
    return lab.time.run("start", () -> {
      var begun = lab.time.now();
      for (int i = 0; i < rounds; i++) {
        lab.resources.perform(new Operation.StartDomain(true, 1, Bytes.gib(1), 1, 1));
      }
      return seconds(lab.time.since(begun)) / rounds;
    });
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** One host of the publications' size on a clock of its own, dom0 with 8 GiB as in the density recipe. */
  private final class Bench {
    private final VirtualTime time = VirtualTime.startingAt(START);
    private final ContendedResources resources;

    Bench(String generation, String experiment) {
      var shape = new HostShape("bench", 32, Bytes.gib(1024), Bytes.gib(8), 2);
      resources = new ContendedResources(time, chance.fork(experiment), Generations.named(generation), shape, Defects.NONE);
    }

    /** Start guests, 25 starts in flight, until all have booted or the host takes no more; returns how many run. */
    int startAll(int guests, Operation.StartDomain domain, GuestProfile profile) {
      var counts = new int[2];
      var changed = time.signal();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int starter = 0; starter < Math.min(STARTERS, guests); starter++) {
        forks.add(time.fork("starter " + starter, () -> {
          while (counts[0] < guests) {
            counts[0]++;
            resources.admit(domain);
            resources.perform(domain);
            resources.begin(new Operation.BootGuest(profile), () -> {
              counts[1]++;
              changed.raise();
            });
          }
          return true;
        }));
      }
      int refused = refusals(forks);
      changed.await(() -> counts[1] >= counts[0] - refused, Time.FOREVER);
      return counts[1];
    }

    private int refusals(List<Time.Fork<Boolean>> forks) {
      int refused = 0;
      for (var fork : forks) {
        try {
          fork.join();
        } catch (ExhaustedException e) {
          refused++;
        }
      }
      return refused;
    }
  }
}

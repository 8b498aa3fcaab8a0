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
import java.util.function.DoubleConsumer;
import java.util.function.Function;

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
   * @param least the published figure, or the lower end of a published range
   * @param most the same figure, or the upper end
   * @param model what the model gives
   * @param source where the figure was published
   */
  public record Row(String experiment, String generation, String unit, double least, double most, double model, Use use, String source) {

    private static Row figure(String experiment, String generation, String unit, double published, double model, Use use, String source) {
      return new Row(experiment, generation, unit, published, published, model, use, source);
    }

    /** Return how far the model is off, as a fraction of the published figure or of the nearer end of its range. */
    public double residual() {
      return model < least ? model / least - 1 : model > most ? model / most - 1 : 0;
    }
  }

  private static final String BETA = "announcement of Creedence beta.2";
  private static final String LIMITS = "configuration limits of 6.2";
  private static final String AGGREGATES = "published aggregate throughputs";
  private static final String IDLE = "published start times";
  private static final String BUSY = "published times of the command line under load";
  private static final String FAIRER = "announcement of Dundee beta.1";
  private static final String CROWDED = "published shape of latency against fill, of another system";
  private static final String BOOT = "published boot measurements";
  private static final String BOUNDS = "bounds of migration on XenServer 5.5, Akoush and others, MASCOTS 2010";
  private static final String PROTOTYPE = "Xen 2 without a toolstack, Clark and others, NSDI 2005";
  private static final String BOUND = "bound of a public test procedure";

  private static final Instant START = Instant.parse("2014-06-01T00:00:00Z");
  private static final int STARTERS = 25;
  private static final int STORM = 125;
  private static final int MIGRATIONS = 400;
  /** A limit of 500 Mb/s of memory, not of frames. */
  private static final double LIMITED = 0.05 / Parameters.PAYLOAD_SHARE;
  private static final Bytes GIB = Bytes.gib(1);
  private static final Operation.StartDomain WINDOWS_7 = new Operation.StartDomain(true, 1, Bytes.mib(896), 1, 1);

  private final Chance chance;

  private Calibration(Chance chance) {
    this.chance = chance;
  }

  /** Run every experiment; equal seeds give equal rows. */
  public static List<Row> run(long seed) {
    var calibration = new Calibration(Chance.seeded(seed).fork("calibration"));
    return List.of(
        Row.figure("boot storm, 125 Windows 7", "6.2", "s", 850, calibration.bootStorm("6.2", STORM), Use.FITTED, BETA),
        Row.figure("boot storm, 125 Windows 7", "6.5", "s", 350, calibration.bootStorm("6.5", STORM), Use.FITTED, BETA),
        Row.figure("PV VMs running, of 1000 asked for", "6.2", "VMs", 650, calibration.density("6.2", 1000, false), Use.FITTED, BETA),
        Row.figure("PV VMs running, of 1000 asked for", "6.5", "VMs", 1000, calibration.density("6.5", 1000, false), Use.FITTED, BETA),
        Row.figure("aggregate disk read", "6.2", "GB/s", 2.2, calibration.disk("6.2", true), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk read", "6.5", "GB/s", 9.9, calibration.disk("6.5", true), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk write", "6.2", "GB/s", 2.8, calibration.disk("6.2", false), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk write", "6.5", "GB/s", 7.8, calibration.disk("6.5", false), Use.FITTED, AGGREGATES),
        Row.figure("aggregate network between guests", "6.2", "Gb/s", 3, calibration.network("6.2"), Use.FITTED, AGGREGATES),
        Row.figure("aggregate network between guests", "6.5", "Gb/s", 25, calibration.network("6.5"), Use.FITTED, AGGREGATES),
        Row.figure("start on a full host over one a tenth full, medians", "6.5", "times", 2.16, calibration.crowding("6.5"), Use.FITTED, CROWDED),
        new Row("vm-list while 125 boot", "6.5", "s", 2, 3, calibration.listInStorm("6.5"), Use.FITTED, BUSY),
        new Row("vm-list while 125 boot, control groups", "7.0", "s", 0, 1, calibration.listInStorm("7.0"), Use.HELD_OUT, BUSY),
        new Row("slowest start over the median while 125 boot, control groups over none", "7.0", "times", 0, 1, calibration.slowestStart("7.0") / calibration.slowestStart("6.5"), Use.HELD_OUT, FAIRER),
        Row.figure("HVM VMs running, of 1000 asked for", "6.2", "VMs", 500, calibration.density("6.2", 1000, true), Use.HELD_OUT, LIMITS),
        new Row("one Windows 7 boots alone", "6.2", "s", 120, 180, calibration.bootStorm("6.2", 1), Use.HELD_OUT, BOOT),
        new Row("start of a VM on an idle host", "6.2", "s", 1, 2.5, calibration.idleStart("6.2"), Use.HELD_OUT, IDLE),
        Row.figure("downtime of a migration, 1 GiB at rest, 1 Gb/s", "6.1", "s", 0.314, calibration.downtime("6.1", 0.1, Calibration::atRest), Use.FITTED, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 100 Mb/s", "6.1", "s", 91.5, calibration.downtime("6.1", 0.01, writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 1 Gb/s", "6.1", "s", 9.5, calibration.downtime("6.1", 0.1, writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 10 Gb/s", "6.1", "s", 1.52, calibration.downtime("6.1", 1, writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("last copy, memory writer of 222.5 MB, 500 Mb/s", "6.1", "s", 3.5, calibration.lastCopy(LIMITED, 512, 222_500_000), Use.HELD_OUT, PROTOTYPE),
        Row.figure("last copy, SPECweb99 server of 18.2 MB, 1 Gb/s", "6.1", "s", 0.201, calibration.lastCopy(0.1, 800, 18_200_000), Use.HELD_OUT, PROTOTYPE),
        new Row("downtime while a disk migrates, 1 GiB at rest", "6.5", "s", 0, 30, calibration.downtime("6.5", 1, Calibration::atRest), Use.HELD_OUT, BOUND));
  }

  private double bootStorm(String generation, int guests) {
    var lab = new Bench(generation, "storm/" + guests);
    return lab.time.run("storm", () -> {
      var begun = lab.time.now();
      lab.startAll(guests, WINDOWS_7, GuestProfile.WINDOWS_7);
      return seconds(lab.time.since(begun));
    });
  }

  /** Return how many times longer than the median start the slowest of a storm took. */
  private double slowestStart(String generation) {
    var lab = new Bench(generation, "fairness");
    var times = new ArrayList<Double>();
    lab.time.run("fairness", () -> lab.startAll(STORM, WINDOWS_7, GuestProfile.WINDOWS_7, times::add));
    times.sort(Double::compare);
    return times.getLast() / times.get(times.size() / 2);
  }

  private double density(String generation, int guests, boolean hvm) {
    var lab = new Bench(generation, "density/" + hvm);
    return lab.time.run("density", () -> (double) lab.startAll(guests, new Operation.StartDomain(hvm, 1, Bytes.mib(256), 1, 1), GuestProfile.TINY));
  }

  private double disk(String generation, boolean reading) {
    return aggregate(generation, "disk", new Operation.GuestTransfer(Bytes.gib(2), reading)) / 1e9;
  }

  private double network(String generation) {
    return aggregate(generation, "network", new Operation.GuestTraffic(Bytes.gib(2))) * 8 / 1e9;
  }

  /** Return the bytes a second of forty guests that each move 2 GiB. */
  private double aggregate(String generation, String experiment, Operation operation) {
    var lab = new Bench(generation, experiment);
    var each = Bytes.gib(2);
    return lab.time.run("disk", () -> {
      var begun = lab.time.now();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < 40; i++) {
        forks.add(lab.time.fork("reader " + i, () -> {
          lab.resources.perform(operation);
          return true;
        }));
      }
      forks.forEach(Time.Fork::join);
      return each.times(40).count() / seconds(lab.time.since(begun));
    });
  }

  /** Return how long a list of all VMs takes in the mean while 125 guests boot, one every ten seconds. */
  private double listInStorm(String generation) {
    var lab = new Bench(generation, "list");
    return lab.time.run("list", () -> {
      for (int i = 0; i < STORM; i++) {
        lab.resources.begin(new Operation.BootGuest(GuestProfile.WINDOWS_7), () -> {});
      }
      double sum = 0;
      for (int i = 0; i < 20; i++) {
        lab.time.sleep(Duration.ofSeconds(10));
        var begun = lab.time.now();
        lab.resources.perform(new Operation.ListRecords(STORM));
        sum += seconds(lab.time.since(begun));
      }
      return sum / 20;
    });
  }

  /** Return the median start with 1000 guests running over that with 100, one start after another. */
  private double crowding(String generation) {
    return medianStart(generation, 1000) / medianStart(generation, 100);
  }

  private double medianStart(String generation, int running) {
    var lab = new Bench(generation, "crowd/" + running);
    var domain = new Operation.StartDomain(false, 1, Bytes.mib(256), 1, 1);
    return lab.time.run("crowd", () -> {
      for (int i = 0; i < running; i++) {
        lab.resources.admit(domain);
      }
      var times = new ArrayList<Double>();
      for (int i = 0; i < 300; i++) {
        var begun = lab.time.now();
        lab.resources.perform(domain);
        times.add(seconds(lab.time.since(begun)));
      }
      times.sort(Double::compare);
      return times.get(times.size() / 2);
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

  /** A migration of some guest, that says when the guest is stopped. */
  private interface Migration extends Function<Runnable, Operation> {}

  private static Operation atRest(Runnable stopped) {
    return Operation.MigrateDomain.atRest(GIB, stopped);
  }

  /** Migrate a guest that has always written all of its working set again before it was sent. */
  private static Migration writing(Bytes memory, Bytes writable) {
    return stopped -> new Operation.MigrateDomain(memory, writable, 1e6, stopped);
  }

  /** Return how long guests that migrate one after another stand still, in the mean, over links so many times as fast as 10 Gb/s. */
  private double downtime(String generation, double network, Migration migration) {
    var lab = new Bench(generation, "migration/" + network, new MachineSpeed(1, 1, network));
    return lab.time.run("migration", () -> {
      double sum = 0;
      for (int i = 0; i < MIGRATIONS; i++) {
        var stopped = new Instant[1];
        lab.resources.perform(migration.apply(() -> stopped[0] = lab.time.now()));
        sum += seconds(lab.time.since(stopped[0]));
      }
      return sum / MIGRATIONS;
    });
  }

  /** Return what of the downtime is the copying of a working set: what is more than that of a guest which writes nothing. */
  private double lastCopy(double network, int mib, long writable) {
    var memory = Bytes.mib(mib);
    return downtime("6.1", network, writing(memory, Bytes.of(writable))) - downtime("6.1", network, writing(memory, Bytes.ZERO));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** One host of the publications' size on a clock of its own, dom0 with 8 GiB as in the density recipe. */
  private final class Bench {
    private final VirtualTime time = VirtualTime.startingAt(START);
    private final ContendedResources resources;

    Bench(String generation, String experiment) {
      this(generation, experiment, MachineSpeed.PUBLISHED);
    }

    Bench(String generation, String experiment, MachineSpeed speed) {
      var shape = new HostShape("bench", 32, Bytes.gib(1024), Bytes.gib(8), 2, speed);
      resources = new ContendedResources(time, chance.fork(experiment), Generations.named(generation), shape, Defects.NONE);
    }

    /** Start guests, 25 starts in flight, until all have booted or the host takes no more; returns how many run. */
    int startAll(int guests, Operation.StartDomain domain, GuestProfile profile) {
      return startAll(guests, domain, profile, _ -> {});
    }

    int startAll(int guests, Operation.StartDomain domain, GuestProfile profile, DoubleConsumer started) {
      var counts = new int[2];
      var changed = time.signal();
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int starter = 0; starter < Math.min(STARTERS, guests); starter++) {
        forks.add(time.fork("starter " + starter, () -> {
          while (counts[0] < guests) {
            counts[0]++;
            var asked = time.now();
            resources.admit(domain);
            resources.perform(domain);
            started.accept(seconds(time.since(asked)));
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

package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/** Experiments with one host of the publications' size, on a clock of its own each; settings change the host. */
final class Experiments {

  static final int STORM = 125;

  private static final int MIGRATIONS = 400;
  private static final Bytes GIB = Bytes.gib(1);
  private static final Operation.StartDomain WINDOWS_7 = new Operation.StartDomain(true, 1, Bytes.mib(896), 1, 1);

  private final Chance chance;
  private final HostSettings settings;

  private final Optional<Use> use;

  Experiments(Chance chance, HostSettings settings) {
    this(chance, settings, Optional.empty());
  }

  Experiments(Chance chance, HostSettings settings, Optional<Use> use) {
    this.chance = chance;
    this.settings = settings;
    this.use = use;
  }

  double bootStorm(String generation, int guests) {
    var lab = bench(generation, "storm/" + guests);
    return lab.run("storm", () -> {
      var begun = lab.time.now();
      lab.startAll(guests, WINDOWS_7, GuestProfile.WINDOWS_7);
      return seconds(lab.time.since(begun));
    });
  }

  /** Return how many times longer than the median start the slowest of a storm took. */
  double slowestStart(String generation) {
    var lab = bench(generation, "fairness");
    var times = new ArrayList<Double>();
    lab.run("fairness", () -> lab.startAll(STORM, WINDOWS_7, GuestProfile.WINDOWS_7, times::add));
    times.sort(Double::compare);
    return times.getLast() / times.get(times.size() / 2);
  }

  double density(String generation, int guests, boolean hvm) {
    var lab = bench(generation, "density/" + hvm);
    return lab.run("density", () -> (double) lab.startAll(guests, new Operation.StartDomain(hvm, 1, Bytes.mib(256), 1, 1), GuestProfile.TINY));
  }

  double disk(String generation, boolean reading) {
    return aggregate(generation, "disk", new Operation.GuestTransfer(Bytes.gib(2), reading)) / 1e9;
  }

  double network(String generation) {
    return aggregate(generation, "network", new Operation.GuestTraffic(Bytes.gib(2))) * 8 / 1e9;
  }

  /** Return the bytes a second of forty guests that each move 2 GiB. */
  private double aggregate(String generation, String experiment, Operation operation) {
    var lab = bench(generation, experiment);
    var each = Bytes.gib(2);
    return lab.run("disk", () -> {
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
  double listInStorm(String generation) {
    var lab = bench(generation, "list");
    return lab.run("list", () -> {
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
  double crowding(String generation) {
    return medianStart(generation, 1000) / medianStart(generation, 100);
  }

  private double medianStart(String generation, int running) {
    var lab = bench(generation, "crowd/" + running);
    var domain = new Operation.StartDomain(false, 1, Bytes.mib(256), 1, 1);
    return lab.run("crowd", () -> {
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

  double idleStart(String generation) {
    var lab = bench(generation, "start");
    int rounds = 50;
    return lab.run("start", () -> {
      var begun = lab.time.now();
      for (int i = 0; i < rounds; i++) {
        lab.resources.perform(new Operation.StartDomain(true, 1, Bytes.gib(1), 1, 1));
      }
      return seconds(lab.time.since(begun)) / rounds;
    });
  }

  /** A migration of some guest, that says when the guest is stopped. */
  interface Migration extends Function<Runnable, Operation> {}

  static Operation atRest(Runnable stopped) {
    return Operation.MigrateDomain.atRest(GIB, stopped);
  }

  /** Migrate a guest that has always written all of its working set again before it was sent. */
  static Migration writing(Bytes memory, Bytes writable) {
    return stopped -> new Operation.MigrateDomain(memory, writable, 1e6, stopped);
  }

  /** Return how long the migration of a guest of 4 GiB at rest takes, in the mean of twenty. */
  double migration(String generation) {
    var lab = bench(generation, "moves");
    int rounds = 20;
    return lab.run("moves", () -> {
      var begun = lab.time.now();
      for (int i = 0; i < rounds; i++) {
        lab.resources.perform(Operation.MigrateDomain.atRest(GIB.times(4), () -> {}));
      }
      return seconds(lab.time.since(begun)) / rounds;
    });
  }

  /** Return how long guests that migrate one after another stand still, in the mean, over links so many times as fast as 10 Gb/s. */
  double downtime(String generation, double network, Migration migration) {
    var lab = bench(generation, "migration/" + network, settings.withNetwork(network));
    return lab.run("migration", () -> {
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
  double lastCopy(double network, int mib, long writable) {
    var memory = Bytes.mib(mib);
    return downtime("6.1", network, writing(memory, Bytes.of(writable))) - downtime("6.1", network, writing(memory, Bytes.ZERO));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private ExperimentBench bench(String generation, String experiment) {
    return bench(generation, experiment, settings);
  }

  private ExperimentBench bench(String generation, String experiment, HostSettings of) {
    return new ExperimentBench(chance.fork(experiment), generation, of, use);
  }
}

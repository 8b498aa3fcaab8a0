package dev.assay.simulator.performance;

import dev.assay.core.defect.Defects;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** One host on a clock of its own. */
final class ExperimentBench {

  private static final Instant START = Instant.parse("2014-06-01T00:00:00Z");
  private static final int STARTERS = 25;

  final VirtualTime time = VirtualTime.startingAt(START);
  final ContendedResources resources;
  private final Optional<Use> use;

  ExperimentBench(Chance chance, String generation, HostSettings settings, Optional<Use> use) {
    this.use = use;
    var facts = settings.facts(Generations.named(generation));
    resources = new ContendedResources(time, chance, facts, settings.shape(), Defects.NONE);
  }

  /** Run an experiment in this host's time; whoever asked for it is told what was used. */
  <T> T run(String name, Supplier<T> experiment) {
    return time.run(name, () -> {
      var result = experiment.get();
      use.ifPresent(asked -> asked.took(resources.used()));
      return result;
    });
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
          started.accept(time.since(asked).toNanos() / 1e9);
          resources.begin(new Operation.BootGuest(profile), () -> {
            counts[1]++;
            changed.raise();
          });
        }
        return true;
      }));
    }
    var refusals = refusals(forks);
    changed.await(() -> counts[1] >= counts[0] - refusals.size(), Time.FOREVER);
    if (!refusals.isEmpty()) {
      use.ifPresent(asked -> asked.ran(counts[1], guests, refusals.getFirst().resource()));
    }
    return counts[1];
  }

  private static List<ExhaustedException> refusals(List<Time.Fork<Boolean>> forks) {
    var refusals = new ArrayList<ExhaustedException>();
    for (var fork : forks) {
      try {
        fork.join();
      } catch (ExhaustedException e) {
        refusals.add(e);
      }
    }
    return refusals;
  }
}

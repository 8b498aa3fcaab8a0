package dev.assay.inventory.benchmark;

import dev.assay.core.HostId;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.core.time.Chance;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Constraint;
import dev.assay.inventory.need.Facts;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Holding;
import dev.assay.inventory.planning.Machine;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Share;
import dev.assay.inventory.planning.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The forward plan of a lab ten times as large as the largest that is foreseen. */
public final class PlanningSpeed {

  private static final int HOSTS = 5_000;
  private static final int CLAIMS = 10_000;
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final List<String> SHAPES = List.of("1 host", "2 hosts, where class == 'c3'", "pool of 4", "pool of 16, where memory >= 256GiB", "1 host, where label 'gpu'",
      "8 hosts, spread rack");

  private PlanningSpeed() {}

  public static Race race() {
    var chance = Chance.seeded(4);
    var numbers = chance.fork("numbers");
    var unsorted = IntStream.range(0, HOSTS + CLAIMS).mapToLong(_ -> numbers.nextLong()).toArray();
    var machines = IntStream.range(0, HOSTS).mapToObj(i -> machine(i, chance)).toList();
    var snapshot = new Snapshot(NOW, machines, List.of(), holdings(chance), claims(chance), List.of(),
        List.of(new Share("a", 2, 2_000, 0, List.of(), List.of()), new Share("b", 1, HOSTS, 0, List.of(), List.of())), Durations.NONE, Policy.USUAL);
    var need = Constraint.parse("memory >= 256GiB and cpus >= 32 and storage has nfs and class == 'c3' and not label 'flaky-nic'");
    return Race.of("us", Scale.MICROSECONDS_EACH,
        new Contender("15,000 numbers sorted", () -> sort(unsorted)),
        new Contender("one need over 5,000 hosts", () -> machines.stream().filter(machine -> need.test(machine.facts())).count() > 0 ? 1 : 1),
        new Contender("plan of 10,000 claims over 5,000 hosts", () -> Planner.plan(snapshot).slots().size() == CLAIMS ? 1 : Double.NaN));
  }

  private static double sort(long[] numbers) {
    var copy = numbers.clone();
    Arrays.sort(copy);
    return copy[0] <= copy[copy.length - 1] ? 1 : Double.NaN;
  }

  private static Machine machine(int index, Chance chance) {
    var facts = new Facts().with(Attribute.HOST, "h" + index).with(Attribute.CLASS, "c" + index % 12).with(Attribute.SITE, "s" + index % 8).with(Attribute.RACK, "r" + index / 20)
        .with(Attribute.MEMORY, (64L << chance.below(4)) << 30).with(Attribute.CPUS, 16L << chance.below(3)).with(Attribute.STORAGE, List.of("nfs", "nfs" + index % 8))
        .with(Attribute.LABEL, chance.below(20) == 0 ? List.of("gpu") : List.of());
    return new Machine(HostId.of("h" + index), facts, "", Instant.EPOCH, Instant.EPOCH);
  }

  /** All but one host in fifty are in use. */
  private static List<Holding> holdings(Chance chance) {
    var holdings = new ArrayList<Holding>();
    for (int i = 0; i < HOSTS; i++) {
      if (i % 50 != 0) {
        holdings.add(new Holding("L-" + i, "run", chance.below(4) == 0 ? "a" : "b", "", List.of(HostId.of("h" + i)), List.of(),
            NOW.minus(Duration.ofMinutes(chance.below(100))), Optional.empty(), false, false));
      }
    }
    return holdings;
  }

  private static List<Claim> claims(Chance chance) {
    return IntStream.range(0, CLAIMS).mapToObj(i -> new Claim(i + 1L, Request.parse(chance.pick(SHAPES)), "run", i % 3 == 0 ? "a" : "b", "", 1 + chance.below(9),
        NOW.minus(Duration.ofSeconds(CLAIMS - i)), Claim.Terms.NONE)).toList();
  }
}

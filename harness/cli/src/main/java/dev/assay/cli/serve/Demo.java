package dev.assay.cli.serve;

import dev.assay.inventory.LabFile;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Suites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the demonstration runs: a tier is added by naming it in a list. */
public final class Demo {

  private static final long SEED = 20_261_012;

  /** The newest build is measured so often, that a comparison with the builds before it has enough readings to be sure. */
  private static final int REPEATS = 6;

  /** Of a host that holds a thousand guests, as many as show where starts begin to slow down. */
  private static final Quantities PART_OF_A_HOST = Quantities.parse("quick,density.vms=300");

  /** The storm on one host as it is published, those on pools small. */
  private static final Quantities ONE_STORM = Quantities.parse("quick,bootstorm.vms=125");

  /** What takes long: it runs when it is asked for. */
  private static final List<String> LONG = List.of("perf", "soak", "nightly", "regression");

  private Demo() {}

  /** One run; each has a seed of its own, since one seed would give the same noise to all. */
  public record Step(String suite, String build, long seed, Quantities sizes) {}

  /** List the runs in the order of their builds' dates; tiers that are not installed, or not asked for, are left out. */
  public static List<Step> steps(Path labFile, Optional<Integer> newest, List<String> tiers) {
    var all = LabFile.read(labFile).builds().stream().map(build -> build.id().value()).filter(name -> name.startsWith("8.4.0-3")).sorted().toList();
    var builds = all.subList(Math.max(0, all.size() - newest.orElse(all.size())), all.size());
    var installed = Suites.installed().all().stream().map(suite -> suite.name().value()).toList();
    return steps(builds).stream()
        .filter(step -> installed.contains(step.suite()) && (tiers.isEmpty() ? !LONG.contains(step.suite()) : tiers.contains(step.suite())))
        .toList();
  }

  /** Each build is verified and bears a boot storm; the first, the middle and the newest fill a host; the newest is tried further. */
  private static List<Step> steps(List<String> builds) {
    var filling = List.of(builds.getFirst(), builds.get(builds.size() / 2), builds.getLast());
    var steps = new ArrayList<Step>();
    for (var build : builds) {
      steps.add(step("bvt", build, 0, Quantities.USUAL));
      steps.add(step("bootstorm", build, 0, ONE_STORM));
      if (filling.contains(build)) {
        steps.add(step("density", build, 0, PART_OF_A_HOST));
      }
    }
    var last = builds.getLast();
    steps.add(step("upgrade", last, 0, Quantities.USUAL));
    for (int repeat = 1; repeat < REPEATS; repeat++) {
      steps.add(step("bootstorm", last, repeat, ONE_STORM));
    }
    steps.add(step("stress", last, 0, Quantities.QUICK));
    steps.add(step("perf", last, 0, Quantities.QUICK));
    List.of("soak", "regression", "nightly").forEach(suite -> steps.add(step(suite, last, 0, Quantities.USUAL)));
    return steps;
  }

  private static Step step(String suite, String build, int repeat, Quantities sizes) {
    return new Step(suite, build, SEED + 100L * Math.floorMod(build.hashCode(), 10_000) + 10L * Math.floorMod(suite.hashCode(), 10) + repeat, sizes);
  }
}

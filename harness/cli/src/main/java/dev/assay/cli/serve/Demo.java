package dev.assay.cli.serve;

import dev.assay.inventory.LabFile;
import dev.assay.testkit.plan.Suites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the demonstration runs: a tier is added by naming it in a list. */
public final class Demo {

  private static final long SEED = 20_261_012;

  /** The newest build is measured so often, that a comparison with the builds before it has enough readings to be sure. */
  private static final int REPEATS = 4;

  /** As many builds as a machine of two cores gets through in five minutes. */
  public static final int USUAL = 12;

  /** What every build is measured with, and what only the newest is: the latter take longer, so they come last. */
  private static final List<String> EACH = List.of("bvt", "perf");

  private static final List<String> NEWEST = List.of("upgrade", "stress", "soak", "nightly");

  /** Days of the lab's time or thousands of cases: they run when they are asked for. */
  private static final List<String> LONG = List.of("stress", "soak", "nightly");

  private Demo() {}

  /** One run; each has a seed of its own, since one seed would give the same noise to all. */
  public record Step(String suite, String build, long seed) {}

  /** List the runs in the order of their builds' dates; tiers that are not installed, or not asked for, are left out. */
  public static List<Step> steps(Path labFile, Optional<Integer> newest, List<String> tiers) {
    var builds = LabFile.read(labFile).builds().stream().map(build -> build.id().value()).filter(name -> name.startsWith("8.4.0-3")).sorted().toList();
    var installed = Suites.installed().all().stream().map(suite -> suite.name().value()).toList();
    int from = Math.max(0, builds.size() - newest.orElse(USUAL));
    var steps = new ArrayList<Step>();
    for (int i = from; i < builds.size(); i++) {
      for (var suite : EACH) {
        steps.add(new Step(suite, builds.get(i), SEED + 100L * i + EACH.indexOf(suite)));
      }
    }
    for (int repeat = 1; repeat < REPEATS; repeat++) {
      steps.add(new Step("perf", builds.getLast(), SEED + 100L * builds.size() + repeat));
    }
    NEWEST.forEach(suite -> steps.add(new Step(suite, builds.getLast(), SEED)));
    return steps.stream().filter(step -> installed.contains(step.suite()) && (tiers.isEmpty() ? !LONG.contains(step.suite()) : tiers.contains(step.suite()))).toList();
  }
}

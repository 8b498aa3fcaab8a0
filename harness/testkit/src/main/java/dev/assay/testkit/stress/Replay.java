package dev.assay.testkit.stress;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.run.History;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.ProductBench;
import dev.assay.testkit.lab.Origin;
import dev.assay.testkit.plan.BenchShape;
import java.util.function.Consumer;

/** Plays a script on a simulated lab that is opened for it alone, from blank disks on. */
public record Replay(Origin origin, Build build, Consumer<String> watcher) {

  /** Play it; everything that happens follows from the script and its origin. */
  public StressResult play(Script script) {
    try (var access = origin.open()) {
      return access.run("replay", () -> {
        var bench = new Bench(access, build, script.hosts(), History.NONE, watcher);
        var strategy = new ProductBench();
        strategy.install(bench);
        strategy.shape(bench, BenchShape.ofPool(script.hosts().size(), script.storage()));
        return Stress.play(bench.pool(), script.guests(), Rounds.of(script.rounds()));
      });
    }
  }
}

package dev.assay.testkit;

import java.util.List;
import java.util.function.Consumer;

/** Several XAPI resource pools that are worked on side by side. */
public final class Pools {

  private final Bench bench;

  Pools(Bench bench) {
    this.bench = bench;
  }

  /** List them. */
  public List<Pool> all() {
    return bench.benches().stream().map(Bench::pool).toList();
  }

  /** Do something with each of them at the same time. */
  public void each(Consumer<Pool> work) {
    Crew.unlimited(bench.time()).doing(all(), work);
  }

  @Override
  public String toString() {
    return bench.benches().size() + " pools";
  }
}

package dev.assay.testkit.benchmark;

import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.plan.BenchShape;
import java.util.List;
import java.util.function.Consumer;

/** Benches that are ready as soon as asked for, and never need tidying. */
final class EmptyBench implements BenchStrategy {

  @Override
  public void install(Bench bench) {
    if (!bench.installed()) {
      bench.renewed();
    }
  }

  @Override
  public void shape(Bench bench, BenchShape shape) {
    bench.shaped(bench.hosts().subList(0, shape.pooled()), bench.hosts().subList(shape.pooled(), shape.hosts()));
  }

  @Override
  public List<String> tidy(Bench bench) {
    return List.of();
  }

  @Override
  public void evidence(Bench bench, Consumer<Evidence> into) {}
}

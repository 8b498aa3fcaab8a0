package dev.assay.testkit.bench;

import dev.assay.core.AssayException;
import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.plan.BenchShape;
import java.util.List;

/** Benches of XAPI hosts: installed over the network, joined to pools, given storage. */
public final class ProductBench implements BenchStrategy {

  @Override
  public void install(Bench bench) {
    new Installation(bench).run();
  }

  @Override
  public void shape(Bench bench, BenchShape shape) {
    if (shape.pooled() > 1 || !shape.storage().isEmpty()) {
      throw new AssayException.Lab("shaping a bench: " + shape.describe() + " cannot be brought about here");
    }
    bench.shaped(bench.hosts().subList(0, shape.pooled()), bench.hosts().subList(shape.pooled(), shape.hosts()));
  }

  @Override
  public List<String> tidy(Bench bench) {
    return List.of();
  }

  @Override
  public List<Evidence> evidence(Bench bench) {
    return List.of();
  }
}

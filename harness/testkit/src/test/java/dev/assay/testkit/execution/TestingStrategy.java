package dev.assay.testkit.execution;

import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.plan.BenchShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Benches that are ready as soon as asked for, unless told to fail; what is asked of them is noted. */
final class TestingStrategy implements BenchStrategy {

  final List<String> asked = new ArrayList<>();
  Consumer<Bench> onInstall = bench -> {};
  Consumer<Bench> onShape = bench -> {};
  Consumer<Bench> onTidy = bench -> {};
  Consumer<Bench> onEvidence = bench -> {};
  int tidied;
  List<String> leftovers = List.of();

  @Override
  public void install(Bench bench) {
    if (bench.installed() && !bench.spoiled()) {
      return;
    }
    asked.add(bench.installed() ? "reinstall" : "install");
    onInstall.accept(bench);
    bench.renewed();
  }

  @Override
  public void shape(Bench bench, BenchShape shape) {
    asked.add("shape " + shape.describe());
    onShape.accept(bench);
    bench.shaped(bench.hosts().subList(0, shape.pooled()), bench.hosts().subList(shape.pooled(), shape.hosts()));
  }

  @Override
  public List<String> tidy(Bench bench) {
    tidied++;
    onTidy.accept(bench);
    return leftovers;
  }

  @Override
  public void evidence(Bench bench, Consumer<Evidence> into) {
    into.accept(new Evidence("host.log", "text/plain", new byte[] {1}));
    onEvidence.accept(bench);
  }
}

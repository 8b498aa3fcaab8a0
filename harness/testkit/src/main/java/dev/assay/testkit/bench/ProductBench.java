package dev.assay.testkit.bench;

import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.plan.BenchShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Benches of XAPI hosts: installed over the network, joined to pools, given storage. */
public final class ProductBench implements BenchStrategy {

  /** What each bench looked like before its first case. */
  private final Map<Bench, List<Inventory>> pristine = java.util.Collections.synchronizedMap(new LinkedHashMap<>());

  @Override
  public void install(Bench bench) {
    new Installation(bench).run();
  }

  @Override
  public void shape(Bench bench, BenchShape shape) {
    new Shaping(bench, shape).run();
    pristine.put(bench, Inventory.ofEach(bench));
  }

  @Override
  public List<String> tidy(Bench bench) {
    var wrong = new ArrayList<String>();
    for (var before : pristine.getOrDefault(bench, List.of())) {
      wrong.addAll(new Tidying(bench, before).run());
    }
    wrong.addAll(BenchHealth.of(bench));
    return wrong;
  }

  @Override
  public void evidence(Bench bench, Consumer<Evidence> into) {
    new EvidenceCollection(bench).run(into);
  }
}

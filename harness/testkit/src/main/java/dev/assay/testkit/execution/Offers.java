package dev.assay.testkit.execution;

import dev.assay.core.Build;
import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Host;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Pools;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.TestBehaviour;
import dev.assay.testkit.plan.TestConstructor;
import java.lang.reflect.Parameter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a lane has to offer to the constructors of test classes. */
record Offers(Bench bench, Kpis kpis, Build build, Chance chance, Quantities quantities) {

  /** Make the instance of a test class that a behaviour is called on. */
  Object instanceFor(TestBehaviour behaviour) {
    var solo = new AtomicInteger();
    var own = chance.fork(behaviour.testClass().getName() + behaviour.variants());
    return TestConstructor.of(behaviour.testClass()).instance(behaviour.variants(), parameter -> offer(parameter, solo, own));
  }

  private Optional<Object> offer(Parameter parameter, AtomicInteger solo, Chance own) {
    var type = parameter.getType();
    if (type == Pool.class) {
      return Optional.of(bench.pool());
    }
    if (type == Pools.class) {
      return Optional.of(bench.pools());
    }
    if (type == Host.class) {
      return Optional.of(bench.soloHost(solo.getAndIncrement()));
    }
    return java.util.stream.Stream.of(kpis, build, own, bench.time(), bench.history(), quantities)
        .map(Object.class::cast)
        .filter(type::isInstance)
        .filter(offered -> type != Object.class && (type == Kpis.class || type == Build.class || type == Chance.class || type == Time.class || type == History.class || type == Quantities.class))
        .findFirst();
  }
}

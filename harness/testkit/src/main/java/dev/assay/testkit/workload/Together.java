package dev.assay.testkit.workload;

import dev.assay.core.time.Time;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several workloads side by side. When one of them throws, the others are ended and that is thrown. */
record Together(List<Workload> workloads) implements Workload {

  Together {
    workloads = List.copyOf(workloads);
  }

  @Override
  public String name() {
    return workloads.stream().map(Workload::name).collect(Collectors.joining(" with "));
  }

  @Override
  public void setUp(Pool pool) {
    workloads.forEach(workload -> workload.setUp(pool));
  }

  @Override
  public void run(Pool pool, Instant until) {
    var forks = new ArrayList<Time.Fork<Boolean>>();
    for (var workload : workloads) {
      forks.add(pool.bench().time().fork(workload.name(), () -> {
        workload.run(pool, until);
        return true;
      }));
    }
    try {
      forks.forEach(Time.Fork::join);
    } finally {
      forks.forEach(Time.Fork::cancel);
    }
  }

  @Override
  public List<String> check(Pool pool) {
    return workloads.stream().flatMap(workload -> workload.check(pool).stream().map(line -> workload.name() + ": " + line)).toList();
  }

  @Override
  public void measure(Kpis kpis) {
    workloads.forEach(workload -> workload.measure(kpis));
  }
}

package dev.assay.testkit.workload;

import dev.assay.testkit.Pool;
import dev.assay.testkit.check.Checker;
import dev.assay.testkit.stress.Stress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Random operations on guests, as a workload among others. They end in time; the last look at their guests, which takes as long as it takes, is part of the check. */
public final class Operations implements Workload {

  private final Stress stress;
  private final List<Checker> invariants;
  private Optional<Stress.Begun> begun = Optional.empty();

  public Operations(Stress stress, List<Checker> invariants) {
    this.stress = stress;
    this.invariants = List.copyOf(invariants);
  }

  @Override
  public String name() {
    return "operations";
  }

  @Override
  public void run(Pool pool, Instant until) {
    begun = Optional.of(stress.lasting(Duration.between(pool.bench().time().now(), until)).begin());
  }

  @Override
  public List<String> check(Pool pool) {
    return begun.map(stressed -> stressed.end().judgedBy(invariants).lines()).orElse(List.of("they did not run to their end"));
  }
}

package dev.assay.testkit.workload;

import dev.assay.testkit.Pool;
import dev.assay.testkit.check.Checker;
import dev.assay.testkit.check.Judgement;
import dev.assay.testkit.stress.Stress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Random operations on guests, as a workload among others. */
public final class Operations implements Workload {

  private final Stress stress;
  private final List<Checker> invariants;
  private Optional<Judgement> judgement = Optional.empty();

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
    judgement = Optional.of(stress.lasting(Duration.between(pool.bench().time().now(), until)).run().judgedBy(invariants));
  }

  @Override
  public List<String> check(Pool pool) {
    return judgement.map(Judgement::lines).orElse(List.of("they did not run to their end"));
  }
}

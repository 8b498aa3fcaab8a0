package dev.assay.testkit.workload;

import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Holds a workload, and who runs it, to the contract. */
final class CheckedWorkload implements Workload {

  /** From the reference procedures: a load may not end more than 300 s early, nor run 600 s over. */
  private static final Duration EARLY = Duration.ofSeconds(300);
  private static final Duration LATE = Duration.ofSeconds(600);

  private enum Phase {
    NEW,
    READY,
    RAN,
    CHECKED
  }

  private final Workload workload;
  private Phase phase = Phase.NEW;

  CheckedWorkload(Workload workload) {
    this.workload = workload;
  }

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public void setUp(Pool pool) {
    enter(Phase.NEW, Phase.READY);
    workload.setUp(pool);
  }

  @Override
  public void run(Pool pool, Instant until) {
    enter(Phase.READY, Phase.RAN);
    workload.run(pool, until);
    var ended = pool.bench().time().now();
    if (!(workload instanceof Nothing) && ended.isBefore(until.minus(EARLY))) {
      throw new IllegalStateException("running " + name() + ": it ended at " + ended + ", early before " + until);
    }
    if (ended.isAfter(until.plus(LATE))) {
      throw new IllegalStateException("running " + name() + ": it ended at " + ended + ", late after " + until);
    }
  }

  @Override
  public List<String> check(Pool pool) {
    enter(Phase.RAN, Phase.CHECKED);
    return workload.check(pool);
  }

  @Override
  public void measure(Kpis kpis) {
    if (phase != Phase.CHECKED) {
      throw new IllegalStateException("measuring " + name() + " before it was checked");
    }
    workload.measure(kpis);
  }

  private void enter(Phase from, Phase to) {
    if (phase != from) {
      throw new IllegalStateException("running " + name() + ": " + to + " follows " + from + ", not " + phase);
    }
    phase = to;
  }
}

package dev.assay.testkit.workload;

import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import java.time.Duration;

/** Runs workloads through their phases. */
public record Load(Pool pool, Kpis kpis) {

  /**
   * Run it this long.
   *
   * @throws AssertionError saying everything that went wrong
   */
  public void run(Workload load, Duration length) {
    var workload = load.checked();
    workload.setUp(pool);
    workload.run(pool, pool.bench().time().now().plus(length));
    var wrong = workload.check(pool);
    workload.measure(kpis);
    if (!wrong.isEmpty()) {
      throw new AssertionError(String.join("\n", wrong));
    }
  }
}

package dev.assay.testkit.execution;

import dev.assay.core.HostId;
import dev.assay.testkit.TestingBuilds;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.util.List;

/** An execution on benches that cost nothing and with a journal in memory: what is left is the harness. */
public final class EmptyExecution {

  private EmptyExecution() {}

  /** Run all cases of a class; return how many passed. */
  public static int run(Class<?> type) {
    var plan = Planner.plan(Suite.of("empty", "benchmark", type), TestingBuilds.version("6.5.0"), Selection.ALL);
    var journal = new MemoryJournal();
    Execution.on(new TestingAccess(), List.of(HostId.of("h1")), plan, journal, ExecutionOptions.seeded(1), new TestingStrategy())
        .run(ExecutionListener.NONE);
    return journal.ended(dev.assay.core.Verdict.PASS).size();
  }
}

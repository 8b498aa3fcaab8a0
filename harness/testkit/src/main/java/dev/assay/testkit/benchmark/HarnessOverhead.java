package dev.assay.testkit.benchmark;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.Verdict;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.testkit.execution.Execution;
import dev.assay.testkit.execution.ExecutionListener;
import dev.assay.testkit.execution.ExecutionOptions;
import dev.assay.testkit.execution.MemoryJournal;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.net.URI;
import java.util.List;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/**
 * Runs the same thousand empty cases by plain TestNG and by the harness: planned, on a bench that costs nothing, with
 * attempts, history and a journal in memory.
 */
public final class HarnessOverhead {

  private static final int CASES = EmptyCases.INSTANCES * EmptyCases.METHODS;
  private static final Build BUILD =
      new Build(BuildId.of("benchmark"), "XenServer", ProductVersion.parse("6.5.0"), "1", "creedence", URI.create("http://media/benchmark"));

  private HarnessOverhead() {}

  public static Race race() {
    return Race.of("us/case", Scale.MICROSECONDS_EACH,
        new Contender("plain TestNG", HarnessOverhead::plainTestNg), new Contender("the harness", HarnessOverhead::harness));
  }

  private static double plainTestNg() {
    var testng = new TestNG(false);
    var listener = new TestListenerAdapter();
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {EmptyCases.PlainFactory.class});
    testng.addListener(listener);
    testng.run();
    return passed(listener.getPassedTests().size());
  }

  private static double harness() {
    var plan = Planner.plan(Suite.of("empty", "benchmark", EmptyCases.OnABench.class), BUILD, Selection.ALL);
    var journal = new MemoryJournal();
    try (var lab = new EmptyLab()) {
      Execution.on(lab, List.of(HostId.of("h1")), plan, journal, ExecutionOptions.seeded(1), new EmptyBench()).run(ExecutionListener.NONE);
    }
    return passed(journal.ended(Verdict.PASS).size());
  }

  private static int passed(int cases) {
    if (cases != CASES) {
      throw new IllegalStateException(cases + " of " + CASES + " empty cases passed");
    }
    return cases;
  }
}

package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** A suite tried on a simulated lab in this process, with nothing reserved and nothing stored: the test of a suite. */
public record SuiteTrial(ExecutionResult result, MemoryJournal journal) {

  /** Run the selected cases on these hosts, with the lab's default build. */
  public static SuiteTrial run(Lab lab, Suite suite, Selection selection, long seed, List<HostId> hosts, Defect... defects) {
    var build = lab.build(lab.defaultBuild()).orElseThrow();
    return run(lab, Planner.plan(suite, build, selection), seed, hosts, Defects.of(defects), false);
  }

  /**
   * Run a plan on these hosts.
   *
   * @param untilFirst whether to stop at the first case that fails
   */
  public static SuiteTrial run(Lab lab, Plan plan, long seed, List<HostId> hosts, Defects defects, boolean untilFirst) {
    var journal = new MemoryJournal();
    try (var access = SimulatedAccess.open(lab, seed, defects)) {
      var execution = Execution.of(access, lease(lab, hosts), (host, token) -> {}, plan, journal, ExecutionOptions.seeded(seed));
      return new SuiteTrial(execution.run(untilFirst ? stopping(execution) : ExecutionListener.NONE), journal);
    }
  }

  private static ExecutionListener stopping(Execution execution) {
    return new ExecutionListener() {
      @Override
      public void ended(int lane, CaseId testCase, int attempt, Outcome outcome, Duration took, boolean again) {
        if (outcome.verdict() == Verdict.FAIL) {
          execution.cancel();
        }
      }
    };
  }

  private static Lease lease(Lab lab, List<HostId> hosts) {
    var tokens = new LinkedHashMap<HostId, FencingToken>();
    hosts.forEach(host -> tokens.put(host, new FencingToken(1)));
    return new Lease(LeaseId.of("trial"), new Claimant(lab.name(), "trial", "trial", "trial"), tokens, Instant.EPOCH, Instant.MAX);
  }

  /** List the attempts that the product failed, each with what was seen. */
  public List<String> failures() {
    return journal.ended(Verdict.FAIL).stream().map(MemoryJournal.Entry::toString).toList();
  }

  /** List the attempts that neither passed nor found nothing to try, each with what was seen. */
  public List<String> alarms() {
    return journal.attempts().stream()
        .filter(entry -> entry.outcome().filter(outcome -> outcome.verdict() == Verdict.PASS || outcome.verdict() == Verdict.SKIPPED).isEmpty())
        .map(MemoryJournal.Entry::toString)
        .toList();
  }

  /** List the attempts that did not pass, each with what was seen. */
  public List<String> notPassed() {
    return journal.attempts().stream()
        .filter(entry -> entry.outcome().filter(outcome -> outcome.verdict() == Verdict.PASS).isEmpty())
        .map(MemoryJournal.Entry::toString)
        .toList();
  }
}

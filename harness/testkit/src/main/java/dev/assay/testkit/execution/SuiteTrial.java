package dev.assay.testkit.execution;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.core.Verdict;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** A suite tried on a simulated lab in this process, with nothing reserved and nothing stored: the test of a suite. */
public record SuiteTrial(ExecutionResult result, MemoryJournal journal) {

  /** Run the selected cases on these hosts, with the lab's default build. */
  public static SuiteTrial run(Lab lab, Suite suite, Selection selection, long seed, List<HostId> hosts, Defect... defects) {
    var build = lab.build(lab.defaultBuild()).orElseThrow();
    var plan = Planner.plan(suite, build, selection);
    var journal = new MemoryJournal();
    try (var access = SimulatedAccess.open(lab, seed, Defects.of(defects))) {
      var execution = Execution.of(access, lease(lab, hosts), (host, token) -> {}, plan, journal, ExecutionOptions.seeded(seed));
      return new SuiteTrial(execution.run(ExecutionListener.NONE), journal);
    }
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

  /** List the attempts that did not pass, each with what was seen. */
  public List<String> notPassed() {
    return journal.attempts().stream()
        .filter(entry -> entry.outcome().filter(outcome -> outcome.verdict() == Verdict.PASS).isEmpty())
        .map(MemoryJournal.Entry::toString)
        .toList();
  }
}

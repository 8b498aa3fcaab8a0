package dev.assay.suites.bvt;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.LeaseId;
import dev.assay.core.Verdict;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.LabFile;
import dev.assay.inventory.Lease;
import dev.assay.simulator.Defect;
import dev.assay.testkit.execution.Execution;
import dev.assay.testkit.execution.ExecutionListener;
import dev.assay.testkit.execution.ExecutionOptions;
import dev.assay.testkit.execution.ExecutionResult;
import dev.assay.testkit.execution.MemoryJournal;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** One run of the suite against the example lab, in this process, with nothing stored. */
record BvtRun(ExecutionResult result, MemoryJournal journal) {

  /** Run on two hosts of the lab. */
  static BvtRun of(long seed, Selection selection, Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var build = lab.build(lab.defaultBuild()).orElseThrow();
    var plan = Planner.plan(new BvtSuite().suite(), build, selection);
    var journal = new MemoryJournal();
    try (var access = SimulatedAccess.open(lab, seed, new LinkedHashSet<>(List.of(defects)))) {
      var execution = Execution.of(access, lease(), (host, token) -> {}, plan, journal, ExecutionOptions.seeded(seed));
      return new BvtRun(execution.run(ExecutionListener.NONE), journal);
    }
  }

  private static Lease lease() {
    var tokens = new LinkedHashMap<HostId, FencingToken>();
    tokens.put(HostId.of("ams-h01"), new FencingToken(1));
    tokens.put(HostId.of("ams-h02"), new FencingToken(2));
    return new Lease(LeaseId.of("L-1"), new Claimant("example", "test", "proof", "test"), tokens, Instant.EPOCH, Instant.MAX);
  }

  /** List the cases that the product failed, with what was seen. */
  List<String> failures() {
    return journal.ended(Verdict.FAIL).stream().map(MemoryJournal.Entry::toString).toList();
  }

  List<String> notPassed() {
    return journal.attempts().stream()
        .filter(entry -> entry.outcome().filter(outcome -> outcome.verdict() == Verdict.PASS).isEmpty())
        .map(MemoryJournal.Entry::toString)
        .toList();
  }
}

package dev.assay.site.imports;

import dev.assay.core.Need;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.run.Phase;
import dev.assay.core.run.PlannedCase;
import dev.assay.store.RunHeader;
import dev.assay.store.Runs;
import java.time.Duration;
import java.time.Instant;

/** Stores foreign results as a run of their own, through the same journal as any run. */
public final class Importing {

  private static final Duration LIMIT = Duration.ofHours(1);

  private Importing() {}

  /**
   * Store it.
   *
   * @param otherwise when cases were tried that do not say
   */
  public static RunId store(Runs runs, RunHeader header, Foreign foreign, Instant otherwise) {
    var plan = foreign.cases().stream().map(one -> new PlannedCase(one.id(), one.area(), 1, Need.of(1), LIMIT, one.source())).toList();
    var run = runs.open(header, plan);
    var journal = runs.resume(run, header.controller());
    journal.entered(Phase.EXECUTE, "importing " + plan.size() + " cases");
    var verdict = Verdict.PASS;
    for (var one : foreign.cases()) {
      for (int number = 1; number <= one.tries().size(); number++) {
        var tried = one.tries().get(number - 1);
        var attempt = journal.began(one.id(), number, tried.hosts(), tried.began().orElse(otherwise));
        attempt.measured(tried.samples());
        attempt.ended(tried.outcome(), tried.took());
      }
      verdict = worst(verdict, one.tries().getLast().outcome().verdict());
    }
    journal.entered(Phase.REPORT, "");
    runs.close(run, header.controller(), verdict, new HistoryHash().value());
    return run;
  }

  private static Verdict worst(Verdict one, Verdict other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}

package dev.assay.cli.drill;

import dev.assay.cli.Services;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryHash;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds what is stored of a finished run against what must be: no test lost, none counted twice, no host kept. */
record Reconciliation(Services services, int planned) {

  /**
   * List what does not add up, in a line each; none when all does.
   *
   * @param kills how often its controller was killed: no more attempts than that can have been lost
   */
  List<String> of(RunId run, int kills) {
    var wrong = new ArrayList<String>();
    var record = services.runs().find(run).orElseThrow();
    var cases = services.runs().cases(run);
    check(wrong, record.state() == RunRecord.State.DONE, "it is " + record.state());
    check(wrong, record.verdict().equals(Optional.of(Verdict.PASS)), "its verdict is " + record.verdict());
    check(wrong, services.orders().isFinished(run), "its reports were not written");
    check(wrong, cases.size() == planned && record.planned() == planned, "it has " + cases.size() + " cases, planned were " + planned);
    check(wrong, record.counts().getOrDefault(Verdict.PASS, 0) == planned, "its counts are " + record.counts());
    cases.forEach(testCase -> check(wrong, testCase));
    long lost = cases.stream().flatMap(testCase -> testCase.attempts().stream()).filter(Reconciliation::isLost).count();
    check(wrong, lost <= kills, lost + " attempts were lost by " + kills + " kills");
    checkHistory(wrong, record);
    services.leases().live().stream().filter(lease -> lease.claimant().purpose().equals(run.value()))
        .forEach(lease -> wrong.add("lease " + lease.id() + " still holds " + lease.tokens().sequencedKeySet()));
    return wrong.stream().map(line -> run + ": " + line).toList();
  }

  /** Every attempt has ended, they are numbered without gap, and exactly the last one counts. */
  private static void check(List<String> wrong, CaseRecord testCase) {
    var id = testCase.planned().id();
    var numbers = testCase.attempts().stream().map(CaseRecord.AttemptRecord::number).toList();
    check(wrong, numbers.equals(IntStream.rangeClosed(1, numbers.size()).boxed().toList()), id + " has attempts " + numbers);
    check(wrong, testCase.attempts().stream().allMatch(attempt -> attempt.outcome().isPresent()), id + " has an attempt that never ended");
    long counting = testCase.attempts().stream().filter(attempt -> !isLost(attempt)).count();
    check(wrong, counting == 1, id + " was tried to its end " + counting + " times");
  }

  private static boolean isLost(CaseRecord.AttemptRecord attempt) {
    return attempt.outcome().map(Outcome::message).filter(Runs.CONTROLLER_LOST::equals).isPresent();
  }

  private void checkHistory(List<String> wrong, RunRecord record) {
    var hash = new HistoryHash();
    var next = new long[1];
    services.runs().history(record.id(), event -> {
      check(wrong, event.sequence() == next[0], "its history has event " + event.sequence() + " in the place of " + next[0]);
      next[0] = event.sequence() + 1;
      hash.add(event);
    });
    check(wrong, record.historyHash().equals(Optional.of(hash.value())), "its history is not the one that was hashed");
  }

  private static void check(List<String> wrong, boolean holds, String what) {
    if (!holds) {
      wrong.add(what);
    }
  }
}

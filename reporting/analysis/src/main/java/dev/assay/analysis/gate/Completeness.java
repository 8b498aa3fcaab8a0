package dev.assay.analysis.gate;

import java.util.List;

/**
 * How much of what a policy asks about was answered at all, whatever the answers were.
 *
 * @param answered cases of the newest runs that ended in PASS or FAIL
 * @param asked cases of those runs that were planned and not skipped
 * @param suites how many suites the policy asks about
 * @param withoutRun suites of the policy that the build has no run of
 */
public record Completeness(long answered, long asked, int suites, List<String> withoutRun) {

  public Completeness {
    withoutRun = List.copyOf(withoutRun);
  }

  static Completeness of(GatePolicy policy, GateFacts facts) {
    var suites = policy.criteria().stream()
        .flatMap(criterion -> criterion instanceof Criterion.OfSuite rule ? java.util.stream.Stream.of(rule.suite()) : java.util.stream.Stream.empty())
        .distinct()
        .toList();
    var newest = suites.stream().flatMap(suite -> facts.runsOf(suite).stream().limit(1)).map(SuiteRun::counts).toList();
    return new Completeness(
        newest.stream().mapToLong(counts -> counts.passed() + counts.failed()).sum(), newest.stream().mapToLong(SuiteRun.Counts::asked).sum(), suites.size(),
        suites.stream().filter(suite -> facts.runsOf(suite).isEmpty()).toList());
  }

  /** Describe it in one line: {@code 3/4 suites have run (none of soak), 97 % of their cases answered (412/425)}. */
  public String describe() {
    var ran = suites - withoutRun.size() + "/" + suites + " suites have run" + (withoutRun.isEmpty() ? "" : " (none of " + String.join(", ", withoutRun) + ")");
    return asked == 0 ? ran : ran + ", " + 100 * answered / asked + " % of their cases answered (" + answered + "/" + asked + ")";
  }
}

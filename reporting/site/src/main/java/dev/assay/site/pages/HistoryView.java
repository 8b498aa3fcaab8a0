package dev.assay.site.pages;

import dev.assay.analysis.rates.FlakeScore;
import dev.assay.judge.triage.Mute;
import java.util.List;
import java.util.Optional;

/**
 * How one case ended in its latest runs.
 *
 * @param results newest first
 * @param low the lower end of the 95 % interval of the pass rate
 * @param flaky in how many of the runs it passed only after an attempt of it had failed
 * @param flake how often decided results differ from the ones before, over runs
 * @param failingSince the oldest build of the unbroken row of failures that it is in; absent when it does not fail now
 */
public record HistoryView(
    String name, String suite, List<Result> results, int passed, int decided, double low, double high, int flaky, FlakeScore flake, Optional<Result> failingSince, List<HostLine> hosts,
    List<Result> signatures, Optional<Mute> mute) {

  public record Result(
      String run, String suite, String build, String labDate, String verdict, String blame, int attempts, boolean flaky, String hosts, double tookSeconds, String message,
      long signature) {}

  public record HostLine(String host, int failed, int inconclusive, int all) {}

  /** Say in words how it stands. */
  public String state() {
    return results.isEmpty() ? "NO DATA" : failingSince.isPresent() ? "FAILING" : flaky > 0 ? "FLAKY" : results.getFirst().verdict();
  }
}

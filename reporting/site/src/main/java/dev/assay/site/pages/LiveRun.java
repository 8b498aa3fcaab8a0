package dev.assay.site.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a run stands at one moment.
 *
 * @param failures the signatures seen so far, new ones first
 * @param secondsLeft by its pace so far, on the wall clock; absent while that cannot be told
 */
public record LiveRun(
    String run, String word, String state, String suite, String product, String build, String lab, String owner, Instant started, Optional<Instant> ended,
    String phase, String phaseDetail, List<Step> steps, Tally tally, List<UnderWay> underWay, List<Found> failures, List<RunView.CaseRow> latest,
    Optional<Double> secondsLeft) {

  /** A phase that was entered; the seconds it took are absent while it lasts. */
  public record Step(String phase, Instant entered, Optional<Double> seconds) {}

  /**
   * An attempt that has begun and not ended, by the wall clock.
   *
   * @param usualSeconds within which 95 of 100 earlier attempts that passed had ended; absent where few are known
   */
  public record UnderWay(String name, int attempt, String hosts, Instant began, Optional<Double> usualSeconds, boolean slow) {}

  public record Found(String signature, String verdict, boolean fresh, int attempts, String message) {}

  /** Say it in words; blank when it cannot be told. */
  public String left() {
    return secondsLeft.map(seconds -> ", about " + Say.seconds(seconds) + " left").orElse("");
  }
}

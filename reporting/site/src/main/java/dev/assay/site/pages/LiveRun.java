package dev.assay.site.pages;

import java.util.List;
import java.util.Optional;

/**
 * How a run stands at one moment.
 *
 * @param secondsLeft by its pace so far, on the wall clock; absent while that cannot be told
 */
public record LiveRun(String run, String word, String state, String phase, String phaseDetail, Tally tally, List<RunView.CaseRow> latest, Optional<Double> secondsLeft) {

  /** Say it in words; blank when it cannot be told. */
  public String left() {
    return secondsLeft.map(seconds -> ", about " + Say.seconds(seconds) + " left").orElse("");
  }
}

package dev.assay.testkit.check;

import dev.assay.core.run.HistoryEvent;
import java.util.List;

/** A history without its end says nothing of what was to be seen there. */
record WholeHistory() implements Checker {

  @Override
  public String name() {
    return "whole-history";
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    if (!StressEvents.ended(events)) {
      throw new IllegalStateException("the history has no end: the run was broken off");
    }
    return List.of();
  }
}

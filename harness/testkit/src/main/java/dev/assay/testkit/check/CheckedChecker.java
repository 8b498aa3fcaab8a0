package dev.assay.testkit.check;

import dev.assay.core.run.HistoryEvent;
import java.util.List;

/** Holds a checker to its contract. */
record CheckedChecker(Checker checker) implements Checker {

  @Override
  public String name() {
    return checker.name();
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    var findings = checker.check(events);
    if (!findings.equals(checker.check(events))) {
      throw new IllegalStateException("checker " + name() + " finds something else when it looks again");
    }
    long last = Long.MIN_VALUE;
    for (var finding : findings) {
      if (!events.contains(finding.at()) || finding.at().sequence() < last || finding.what().isBlank()) {
        throw new IllegalStateException("checker " + name() + " does not tell in order at which events it found what: " + finding);
      }
      last = finding.at().sequence();
    }
    return findings;
  }
}

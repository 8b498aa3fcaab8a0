package dev.assay.testkit.check;

import dev.assay.core.run.HistoryEvent;
import java.util.List;

/** One thing that must always hold, judged over a history alone: the same history always gives the same findings. */
public interface Checker {

  /** Finds nothing. */
  Checker NONE = new Named("none", events -> List.of());

  /** Return what must hold, in words with hyphens: {@code no-lost-write}. */
  String name();

  /**
   * Find what is wrong, in the order of the history.
   *
   * @param events of one stress run, oldest first
   */
  List<Finding> check(List<HistoryEvent> events);

  /** Check also that the same history gives the same findings, each at one of its events, in order. */
  default Checker checked() {
    return new CheckedChecker(this);
  }

  /** Find what each of these finds. */
  static Checker all(String name, List<Checker> checkers) {
    return new Named(name, events -> checkers.stream().flatMap(checker -> checker.check(events).stream())
        .sorted(java.util.Comparator.comparingLong(finding -> finding.at().sequence())).toList());
  }

  /** A checker made of a function. */
  record Named(String name, java.util.function.Function<List<HistoryEvent>, List<Finding>> function) implements Checker {
    @Override
    public List<Finding> check(List<HistoryEvent> events) {
      return function.apply(events);
    }
  }
}

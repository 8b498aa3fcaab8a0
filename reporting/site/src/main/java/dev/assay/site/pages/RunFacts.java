package dev.assay.site.pages;

import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A run as every page names it.
 *
 * @param state RUNNING, INTERRUPTED or DONE
 * @param verdict blank until there is one
 * @param labDate when its first attempt began in the lab's time; absent when none has
 * @param whole whether it tried its whole suite
 */
public record RunFacts(
    long number, String suite, String build, String product, String version, String generation, String lab, String owner, long seed,
    SequencedMap<String, String> options, String state, String verdict, String phase, String phaseDetail, int planned, Instant started, Optional<Instant> ended,
    Optional<Instant> labDate, String replay, String historyHash, boolean whole) {

  public String name() {
    return "R-" + number;
  }

  /** Return the word that stands for it: its verdict, or the state of one that has none. */
  public String word() {
    return verdict.isEmpty() ? state : verdict;
  }

  public boolean done() {
    return state.equals("DONE");
  }

  public String defects() {
    return options.getOrDefault("defects", "");
  }

  public String selection() {
    return options.getOrDefault("only", "");
  }
}

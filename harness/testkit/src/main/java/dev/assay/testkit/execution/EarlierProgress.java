package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What an interrupted controller left of a run.
 *
 * @param ended cases that are not run again
 * @param attempts how many attempts each case has had; absent for none
 * @param labFailures how many of the attempts of each case the lab spoiled; absent for none
 * @param events how many events its history has
 */
public record EarlierProgress(List<CaseId> ended, SequencedMap<CaseId, Integer> attempts, SequencedMap<CaseId, Integer> labFailures, long events) {

  public static final EarlierProgress NONE = new EarlierProgress(List.of(), new LinkedHashMap<>(), 0);

  /** Say that the lab spoiled none of the attempts. */
  public EarlierProgress(List<CaseId> ended, SequencedMap<CaseId, Integer> attempts, long events) {
    this(ended, attempts, new LinkedHashMap<>(), events);
  }

  /** Return how many attempts of the whole run the lab spoiled. */
  int allLabFailures() {
    return labFailures.values().stream().mapToInt(Integer::intValue).sum();
  }

  public EarlierProgress {
    ended = List.copyOf(ended);
    labFailures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labFailures));
    attempts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attempts));
  }
}

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
 * @param events how many events its history has
 */
public record EarlierProgress(List<CaseId> ended, SequencedMap<CaseId, Integer> attempts, long events) {

  public static final EarlierProgress NONE = new EarlierProgress(List.of(), new LinkedHashMap<>(), 0);

  public EarlierProgress {
    ended = List.copyOf(ended);
    attempts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attempts));
  }
}

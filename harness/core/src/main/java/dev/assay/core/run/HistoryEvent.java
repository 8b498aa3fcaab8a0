package dev.assay.core.run;

import java.time.Instant;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * One thing that happened in a run.
 *
 * @param sequence its place in the run, from 0 without gaps
 * @param at in the lab's time
 * @param kind lower-case words with dots, such as {@code vm.start.completed}
 * @param subject who or what it happened to
 * @param details sorted by name
 */
public record HistoryEvent(long sequence, Instant at, String kind, String subject, SequencedMap<String, String> details) {

  public HistoryEvent {
    details = Collections.unmodifiableSequencedMap(new TreeMap<>(details));
  }
}

package dev.assay.store;

import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A stored run.
 *
 * @param state RUNNING while its controller's heartbeat is fresh (60 s), INTERRUPTED once it is not, DONE when closed
 * @param counts how many cases ended in each verdict so far, by the last attempt of each
 */
public record RunRecord(
    RunId id,
    RunHeader header,
    State state,
    Phase phase,
    String phaseDetail,
    Instant started,
    Optional<Instant> ended,
    Optional<Verdict> verdict,
    Optional<String> historyHash,
    int planned,
    SequencedMap<Verdict, Integer> counts) {

  public enum State {
    RUNNING,
    INTERRUPTED,
    DONE
  }
}

package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What an executed plan came to.
 *
 * @param verdict the worst of the last attempts of its cases; INCONCLUSIVE at best when it was cancelled
 * @param counts how many cases ended in each verdict, every verdict named
 * @param historyHash the SHA-256 of the whole history of this execution
 * @param took how long it took in the lab's time
 * @param cancelled whether it was cancelled before its end
 * @param left cases to be tried on other hosts, because the lab failed on these; none otherwise
 * @param suspects the hosts that the lab failed on, each with what was seen
 */
public record ExecutionResult(Verdict verdict, SequencedMap<Verdict, Integer> counts, String historyHash, Duration took, boolean cancelled,
    List<CaseId> left, SequencedMap<HostId, String> suspects) {

  public ExecutionResult {
    left = List.copyOf(left);
    suspects = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(suspects));
  }
}

package dev.assay.testkit.execution;

import dev.assay.core.Verdict;
import java.time.Duration;
import java.util.SequencedMap;

/**
 * What an executed plan came to.
 *
 * @param verdict the worst of the last attempts of its cases; INCONCLUSIVE at best when it was cancelled
 * @param counts how many cases ended in each verdict, every verdict named
 * @param historyHash the SHA-256 of the whole history of this execution
 * @param took how long it took in the lab's time
 * @param cancelled whether it was cancelled before its end
 */
public record ExecutionResult(Verdict verdict, SequencedMap<Verdict, Integer> counts, String historyHash, Duration took, boolean cancelled) {}

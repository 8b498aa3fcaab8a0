package dev.assay.store;

import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.core.run.PlannedCase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A planned case and what became of it. */
public record CaseRecord(PlannedCase planned, List<AttemptRecord> attempts) {

  /**
   * One try: its stack is the stored text of what was thrown, since the throwable itself is gone.
   *
   * @param started in the lab's time
   * @param took in the lab's time; zero until it has ended
   */
  public record AttemptRecord(int number, List<HostId> hosts, Instant started, Optional<Outcome> outcome, String stack, Duration took) {}

  /** Return the verdict of the last ended attempt, if any has ended. */
  public Optional<Verdict> verdict() {
    return attempts.reversed().stream().flatMap(attempt -> attempt.outcome().stream()).map(Outcome::verdict).findFirst();
  }
}

package dev.assay.site.summary;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.CaseRecord.AttemptRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A case in one line.
 *
 * @param hosts those of the last ended attempt
 * @param took all its attempts together, in the lab's time
 * @param message of the last ended attempt, in one line
 */
public record CaseLine(CaseId id, String area, Optional<Verdict> verdict, int attempts, boolean isFlaky, List<HostId> hosts, Duration took, String message) {

  static CaseLine of(CaseRecord record) {
    var ended = record.attempts().stream().filter(attempt -> attempt.outcome().isPresent()).toList();
    return new CaseLine(
        record.planned().id(),
        record.planned().area(),
        record.verdict(),
        record.attempts().size(),
        isFlaky(record),
        ended.isEmpty() ? List.of() : ended.getLast().hosts(),
        ended.stream().map(AttemptRecord::took).reduce(Duration.ZERO, Duration::plus),
        ended.isEmpty() ? "" : ended.getLast().outcome().map(Outcome::headline).orElse(""));
  }

  /** Whether a case passed in the end although an attempt of it had failed: that is a finding, not a plain pass. */
  public static boolean isFlaky(CaseRecord record) {
    return record.verdict().filter(verdict -> verdict == Verdict.PASS).isPresent()
        && record.attempts().stream().flatMap(attempt -> attempt.outcome().stream()).anyMatch(outcome -> outcome.verdict() == Verdict.FAIL);
  }

  public boolean is(Verdict asked) {
    return verdict.filter(asked::equals).isPresent();
  }
}

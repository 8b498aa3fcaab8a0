package dev.assay.judge.triage;

import dev.assay.core.CaseId;
import dev.assay.core.Verdict;
import dev.assay.store.Signature;
import java.util.List;
import java.util.Optional;

/**
 * What triage says of one case of a run.
 *
 * @param signatures of its failed attempts, each once
 * @param issue the known issue it is linked to
 * @param how who or what linked it; absent when nothing did
 * @param evidence why it is what it is said to be
 * @param muted whether the test is muted: it still runs and still counts, but nobody is called
 */
public record Finding(
    CaseId testCase, Kind kind, Verdict ended, List<Signature> signatures, Optional<String> issue, Optional<Link.How> how, String evidence, boolean muted) {

  /** What kind of failure it is. The lab's are told first, so that nothing of them is laid on the product. */
  public enum Kind {
    NEW,
    KNOWN,
    FLAKY,
    INFRA
  }
}

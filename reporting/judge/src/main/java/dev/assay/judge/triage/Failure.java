package dev.assay.judge.triage;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.store.Signature;
import java.util.List;

/**
 * A case of a run that did not pass at its first try.
 *
 * @param ended how it ended in the end
 * @param attempts those that did not pass, in order
 * @param ofTheLab whether what was thrown was the lab's or the harness's, or hangs on one host
 * @param why what says so; empty otherwise
 */
record Failure(CaseId testCase, Verdict ended, List<Attempt> attempts, boolean ofTheLab, String why) {

  /** One attempt that did not pass. */
  record Attempt(Signature signature, String message, List<HostId> hosts, boolean seenBefore) {}
}

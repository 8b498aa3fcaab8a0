package dev.assay.site.summary;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.store.Findings.HeldEvidence;
import dev.assay.store.Findings.Sighting;
import dev.assay.store.Signature;
import java.util.List;
import java.util.Optional;

/**
 * Attempts that failed alike, with one of them in full.
 *
 * @param known where an earlier build showed it; absent for a new failure
 * @param attempts how many there are; {@code shown} holds the first of them
 */
public record FailureCard(Signature signature, Optional<Sighting> known, int attempts, List<FailedAttempt> shown) {

  public boolean isNew() {
    return known.isEmpty();
  }

  /** Return the first attempt's own message, which tells more than the masked one. */
  public String headline() {
    return shown.stream().map(attempt -> attempt.outcome().headline()).findFirst().orElse(signature.message());
  }

  /**
   * One attempt that did not pass.
   *
   * @param stack blank for all but the first few of a card
   * @param passedLater whether the case passed in the end
   */
  public record FailedAttempt(
      CaseId testCase, int number, List<HostId> hosts, Outcome outcome, String stack, List<HeldEvidence> evidence, boolean passedLater) {}
}

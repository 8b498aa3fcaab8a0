package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.testkit.Bench;

/**
 * Keeps a bench as a failure of the product left it, so that people can look. Called after the journal has the attempt and
 * before the bench is tidied; the lane waits until it returns.
 */
@FunctionalInterface
public interface FailureHold {

  FailureHold NONE = (_, _, _) -> {};

  void afterFailure(CaseId testCase, Bench bench, Outcome outcome);
}

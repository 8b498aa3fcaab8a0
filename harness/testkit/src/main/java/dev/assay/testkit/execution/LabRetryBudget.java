package dev.assay.testkit.execution;

import java.util.concurrent.atomic.AtomicInteger;

/** How many more attempts a run may repeat because the lab spoiled them. */
final class LabRetryBudget {

  private final AtomicInteger left;

  LabRetryBudget(int retries) {
    left = new AtomicInteger(retries);
  }

  /** Take one, if there is one left. */
  boolean take() {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }
}

package dev.assay.testkit.execution;

/**
 * How a plan is executed.
 *
 * @param seed what all chance of the cases comes from
 * @param lanes how many cases run at the same time, each on hosts of its own
 * @param labRetryBudget how many attempts of a whole run may be repeated because the lab spoiled them
 * @param elsewhere whether hosts on which the lab fails are given up, so that what is left is tried on others; otherwise
 *     it is tried again on the same hosts, built anew
 * @param earlier what an interrupted controller did of the plan already
 * @param hold what keeps a bench after a failure of the product
 */
public record ExecutionOptions(long seed, int lanes, int labRetryBudget, boolean elsewhere, EarlierProgress earlier, FailureHold hold) {

  private static final int DEFAULT_BUDGET = 10;

  public ExecutionOptions {
    if (lanes < 1 || labRetryBudget < 0) {
      throw new IllegalArgumentException("an execution has a lane or more and no negative budget: " + lanes + ", " + labRetryBudget);
    }
  }

  /** Try again on the same hosts what the lab spoiled. */
  public ExecutionOptions(long seed, int lanes, int labRetryBudget, EarlierProgress earlier) {
    this(seed, lanes, labRetryBudget, false, earlier, FailureHold.NONE);
  }

  /** Run one case after the other, with up to ten repeated attempts. */
  public static ExecutionOptions seeded(long seed) {
    return new ExecutionOptions(seed, 1, DEFAULT_BUDGET, EarlierProgress.NONE);
  }

  public ExecutionOptions withLanes(int count) {
    return new ExecutionOptions(seed, count, labRetryBudget, elsewhere, earlier, hold);
  }

  public ExecutionOptions resuming(EarlierProgress progress) {
    return new ExecutionOptions(seed, lanes, labRetryBudget, elsewhere, progress, hold);
  }

  /** Give hosts up on which the lab fails. */
  public ExecutionOptions givingUpHosts() {
    return new ExecutionOptions(seed, lanes, labRetryBudget, true, earlier, hold);
  }

  public ExecutionOptions holdingFailures(FailureHold how) {
    return new ExecutionOptions(seed, lanes, labRetryBudget, elsewhere, earlier, how);
  }
}

package dev.assay.testkit.execution;

/**
 * How a plan is executed.
 *
 * @param seed what all chance of the cases comes from
 * @param lanes how many cases run at the same time, each on hosts of its own
 * @param labRetryBudget how many attempts of a whole run may be repeated because the lab spoiled them
 * @param earlier what an interrupted controller did of the plan already
 */
public record ExecutionOptions(long seed, int lanes, int labRetryBudget, EarlierProgress earlier) {

  private static final int DEFAULT_BUDGET = 10;

  public ExecutionOptions {
    if (lanes < 1 || labRetryBudget < 0) {
      throw new IllegalArgumentException("an execution has a lane or more and no negative budget: " + lanes + ", " + labRetryBudget);
    }
  }

  /** Run one case after the other, with up to ten repeated attempts. */
  public static ExecutionOptions seeded(long seed) {
    return new ExecutionOptions(seed, 1, DEFAULT_BUDGET, EarlierProgress.NONE);
  }

  public ExecutionOptions withLanes(int count) {
    return new ExecutionOptions(seed, count, labRetryBudget, earlier);
  }

  public ExecutionOptions resuming(EarlierProgress progress) {
    return new ExecutionOptions(seed, lanes, labRetryBudget, progress);
  }
}

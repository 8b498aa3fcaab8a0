package dev.assay.core.benchmark;

/**
 * One way of doing the work of a race.
 *
 * @param round does a round of it and returns how many units of work that was
 */
public record Contender(String name, Round round) {

  /** Does one round. */
  @FunctionalInterface
  public interface Round {
    double run();
  }
}

package dev.assay.store;

import dev.assay.core.Verdict;

/**
 * What makes two failures the same failure: the verdict, the message without its variable parts, and the place in the test.
 *
 * @param number its own for ever; {@code F-12} is number 12
 * @param message the message, with host names, references, addresses, paths and numbers masked
 * @param frame class and method of the test that was running
 */
public record Signature(long number, Verdict verdict, String message, String frame) {

  /** Return its name, such as {@code F-12}. */
  public String name() {
    return "F-" + number;
  }
}

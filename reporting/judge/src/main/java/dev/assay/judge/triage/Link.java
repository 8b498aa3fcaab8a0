package dev.assay.judge.triage;

import java.util.Optional;

/**
 * What a signature's failures are said to be.
 *
 * @param testCase the one case that it speaks of; any when empty
 * @param issue the known issue; empty when a person decided that it is none
 * @param evidence why, in words that can be checked
 */
public record Link(long signature, Optional<String> testCase, Optional<String> issue, How how, String evidence, String by) {

  /** Who or what said so; what stands first is believed before what stands later. */
  public enum How {
    HUMAN,
    RULE,
    EXACT,
    TEMPLATE
  }
}

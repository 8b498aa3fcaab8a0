package dev.assay.testkit.check;

import dev.assay.core.run.HistoryEvent;

/**
 * Something that must not be.
 *
 * @param at the event that shows it
 */
public record Finding(String what, HistoryEvent at) {

  @Override
  public String toString() {
    return what;
  }
}

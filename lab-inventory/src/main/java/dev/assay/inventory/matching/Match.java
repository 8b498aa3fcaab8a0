package dev.assay.inventory.matching;

import dev.assay.core.HostId;
import java.util.List;

/** The answer to "which hosts for this need?". */
public sealed interface Match {

  /** These, now. */
  record Chosen(List<HostId> hosts) implements Match {}

  /**
   * Enough hosts match, not enough of them are free.
   *
   * @param keep free hosts of the group nearest to being complete, to be kept from younger claims
   * @param why what holds the others, for people
   */
  record Waiting(List<HostId> keep, String why) implements Match {}

  /** No release of any lease would help; {@code nearest} says what comes nearest, for people. */
  record Impossible(String nearest) implements Match {}
}

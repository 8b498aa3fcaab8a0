package dev.assay.inventory.matching;

import dev.assay.core.HostId;
import java.util.HashSet;
import java.util.List;

/**
 * Whose turn it is: claims in order of priority (1 first), then of age.
 *
 * <p>A claim that could be served, or that waits for its last hosts, keeps the free ones it would use from all younger
 * claims. So a wide claim is not starved by narrow ones: what comes free in its group stays free for it.
 */
public final class Queue {

  private final Matcher matcher;

  public Queue(Matcher matcher) {
    this.matcher = matcher;
  }

  /** Answer for one claim, given those that come before it, in their order. */
  public Match decide(Claim claim, List<Claim> before, List<Candidate> candidates) {
    var left = candidates;
    for (var earlier : before) {
      left = without(left, earlier);
    }
    return matcher.match(claim.need(), left);
  }

  private List<Candidate> without(List<Candidate> candidates, Claim earlier) {
    var kept = switch (matcher.match(earlier.need(), candidates)) {
      case Match.Chosen(var hosts) -> hosts;
      case Match.Waiting(var keep, _) -> keep;
      case Match.Impossible _ -> List.<HostId>of();
    };
    var taken = new HashSet<>(kept);
    var held = new Candidate.Held("the queue for " + earlier.by() + ", who came first");
    return candidates.stream().map(candidate -> taken.contains(candidate.id()) ? candidate.as(held) : candidate).toList();
  }
}

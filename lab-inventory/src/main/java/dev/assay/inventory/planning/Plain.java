package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import dev.assay.inventory.need.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a claim of nothing but hosts may have, so that it can be granted without a plan where nobody waits.
 *
 * @param able hosts that can each serve it beside any others of these, the preferred first
 * @param wanted how many of them
 */
public record Plain(List<HostId> able, int wanted) {

  /** Tell whether a request is for hosts alone, of which any go together. */
  private static boolean isPlain(Request request) {
    var group = request.groups().getFirst();
    return request.groups().size() == 1 && group.with().isEmpty() && group.spread().isEmpty() && (group.same().isEmpty() || group.hosts() == 1)
        && request.prefer().isEmpty() && !request.explore();
  }

  /** Tell whether a claim may begin at any time, so that nothing but the hosts decides. */
  public static boolean isAnyTime(Claim.Terms terms) {
    return !terms.booked() && terms.startAfter().isEmpty() && terms.deadline().isEmpty() && terms.hours().isEmpty();
  }

  /** Return what a request may have of a lab whose machines are all ready; empty for one that needs a plan. */
  public static Optional<Plain> of(Request request, Share share, Snapshot lab) {
    return isPlain(request)
        ? new Shape(request, share, lab).parts.getFirst().choices().stream().findFirst()
            .map(choice -> new Plain(Arrays.stream(choice.hosts()).mapToObj(index -> lab.machines().get(index).id()).toList(), request.hosts()))
        : Optional.empty();
  }
}

package dev.assay.analysis.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * A dated, owned, reasoned exception to one criterion.
 *
 * @param criterion the criterion's id
 * @param subject the one case or KPI that is excused; the whole criterion when empty
 * @param build the one build it holds for; any when empty
 * @param expires the first instant at which it no longer holds
 */
public record Waiver(
    String criterion, Optional<String> subject, Optional<String> build, String owner, String reason, String ticket, Instant expires) {

  public Waiver {
    if (criterion.isBlank() || owner.isBlank() || reason.isBlank() || ticket.isBlank()) {
      throw new IllegalArgumentException("a waiver names its criterion, owner, reason and ticket: '" + criterion + "', '" + owner + "', '"
          + reason + "', '" + ticket + "'");
    }
  }

  boolean isFor(String criterionId, String buildName) {
    return criterion.equals(criterionId) && build.map(buildName::equals).orElse(true);
  }

  boolean holdsAt(Instant now) {
    return now.isBefore(expires);
  }
}

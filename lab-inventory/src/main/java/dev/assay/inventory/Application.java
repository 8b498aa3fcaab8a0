package dev.assay.inventory;

import dev.assay.core.AssayException;
import dev.assay.core.Need;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim.Terms;
import java.time.Duration;

/**
 * A claim as it is made.
 *
 * @param priority 1 first to 9 last
 * @param length how long the lease lives without a heartbeat; of a standing one, how long it lives at all
 * @param kind what its length is estimated by, such as a suite's name
 * @param standing whether it waits, and its lease lives, without a controller: a person's
 * @param why for what, in a person's words
 * @param ticket blank for none
 */
public record Application(
    Request request, Claimant claimant, int priority, Duration length, String kind, Terms terms, boolean standing, String why, String ticket) {

  public Application {
    if (length.isNegative() || length.isZero()) {
      throw new AssayException.Usage("reserving hosts for " + length + ": a lease lasts some time");
    }
  }

  public static Application of(Need need, Claimant claimant, int priority, Duration length) {
    return new Application(Request.of(need), claimant, priority, length, "", Terms.NONE, false, "", "");
  }

  public Application asking(Request other) {
    return new Application(other, claimant, priority, length, kind, terms, standing, why, ticket);
  }

  public Application ofKind(String what) {
    return new Application(request, claimant, priority, length, what, terms, standing, why, ticket);
  }

  public Application on(Terms other) {
    return new Application(request, claimant, priority, length, kind, other, standing, why, ticket);
  }

  /** Make it one that needs no controller, and whose lease ends after its length. */
  public Application standing(String reason, String forTicket) {
    return new Application(request, claimant, priority, length, kind, terms, true, reason, forTicket);
  }
}

package dev.assay.judge.ledger;

import dev.assay.analysis.gate.Waiver;
import java.time.Instant;
import java.util.Optional;

/**
 * A waiver that was written down.
 *
 * @param policy the policy whose criterion it excuses
 * @param madeBy who wrote it down; its owner answers for it
 * @param withdrawn when it was taken back, if it was
 */
public record KeptWaiver(long number, String policy, Waiver waiver, Instant made, String madeBy, Optional<Instant> withdrawn) {

  /** Return its name, such as {@code W-3}. */
  public String name() {
    return "W-" + number;
  }

  /** Return the one word that says whether it holds: live, expired or withdrawn. */
  public String stateAt(Instant now) {
    return withdrawn.isPresent() ? "withdrawn" : now.isBefore(waiver.expires()) ? "live" : "expired";
  }
}

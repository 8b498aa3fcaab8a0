package dev.assay.inventory;

import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Facts;
import java.time.Instant;
import java.util.Optional;

/**
 * A host, its state with who brought it there and why, its live lease, and what was last installed on it.
 *
 * @param stored its state apart from leases
 * @param checked when its health was last looked at
 */
public record HostStatus(
    Lab.Host host,
    String site,
    HostState stored,
    String reason,
    String who,
    String ticket,
    Instant since,
    Optional<Instant> checked,
    Optional<Lease> lease,
    String lastGoodInstall,
    Facts declared) {

  public HostState state() {
    return lease.isPresent() && stored.isGrantable() ? HostState.LEASED : stored;
  }

  /** Return what constraints see of it, its state included. */
  public Facts facts() {
    return declared.with(Attribute.STATE, state().toString());
  }
}

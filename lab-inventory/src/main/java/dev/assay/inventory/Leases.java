package dev.assay.inventory;

import dev.assay.core.BuildId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.lab.Fence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who holds which host, in PostgreSQL, by the database's clock. Each method is one statement or one short transaction.
 *
 * <p>At most one live lease per host at any instant; the tokens of a host only grow; several hosts are granted together
 * or not at all.
 */
public interface Leases extends Fence {

  /**
   * Queue a claim; it is granted by {@link #grant} by the forward plan. A claim that nobody asks
   * about for a minute is passed over until somebody does.
   *
   * @param length how long a lease lives without a heartbeat
   * @throws dev.assay.core.AssayException.Capacity when no set of hosts in service could satisfy it, even if all were free
   */
  default Reservation request(Need need, Claimant claimant, int priority, Duration length) {
    return request(Application.of(need, claimant, priority, length));
  }

  /** Queue a claim, with all that may be said of when and how. */
  Reservation request(Application application);

  /** Try to grant a waiting claim now; empty when it must wait (see {@link #waiting}). */
  Optional<Lease> grant(Reservation reservation);

  /** Say why a claim waits: which hosts match, and what holds each of them. */
  String waiting(Reservation reservation);

  /** Withdraw a claim, giving back what it was granted meanwhile; fine when it is gone already. */
  void withdraw(Reservation reservation);

  /**
   * Keep a lease alive for another length from now.
   *
   * @throws dev.assay.core.lab.StaleLeaseException when it expired or was released
   */
  Lease heartbeat(Lease lease);

  /** Give hosts back if the lease is still the live one; returns whether it was. */
  boolean release(Lease lease);

  /** List live leases, oldest first. */
  List<Lease> live();

  /** List all hosts that the lab file declared, with their states and live leases, in the file's order. */
  List<HostStatus> hosts(String lab);

  /**
   * Note that a host is about to be installed: until {@link #installed} nobody can say what it holds.
   *
   * @throws dev.assay.core.lab.StaleLeaseException when the token is not the host's live one
   */
  void installing(HostId host, FencingToken token);

  /**
   * Note the build that was installed on a host and found good.
   *
   * @throws dev.assay.core.lab.StaleLeaseException when the token is not the host's live one
   */
  void installed(HostId host, FencingToken token, BuildId build);

  /** Take a host out of service, or back into it, saying why. */
  default void setState(HostId host, HostState state, String who, String why) {
    setState(host, state, who, why, "");
  }

  void setState(HostId host, HostState state, String who, String why, String ticket);
}
